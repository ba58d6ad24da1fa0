"""Changes words of a DOCX in LibreOffice itself, as a clerk does: SOURCE TARGET OLD NEW.

Run by the system's Python, the one that has ``uno``; never imported.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

PATIENCE = 120  # seconds


def main(source, target, old, new):
    """Open the document, replace the words, save it as DOCX under another name."""
    import uno
    from com.sun.star.beans import PropertyValue
    from com.sun.star.connection import NoConnectException

    def given(name, value):
        found = PropertyValue()
        found.Name, found.Value = name, value
        return found

    with tempfile.TemporaryDirectory() as profile:
        pipe = f"records-{Path(profile).name}"
        office = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--norestore",
                f"--accept=pipe,name={pipe};urp",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            context = uno.getComponentContext()
            resolver = context.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
            until = time.monotonic() + PATIENCE
            while True:
                try:
                    there = resolver.resolve(
                        f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
                    )
                    break
                except NoConnectException:
                    if office.poll() not in (None, 0, 81) or time.monotonic() > until:
                        raise
                    time.sleep(0.2)
            desktop = there.ServiceManager.createInstance("com.sun.star.frame.Desktop")
            document = desktop.loadComponentFromURL(
                Path(source).as_uri(), "_blank", 0, (given("Hidden", True),)
            )
            search = document.createReplaceDescriptor()
            search.SearchString, search.ReplaceString = old, new
            print(document.replaceAll(search))
            document.storeToURL(Path(target).as_uri(), (given("FilterName", "MS Word 2007 XML"),))
            document.close(True)
            desktop.terminate()
            office.wait(PATIENCE)
        finally:
            if office.poll() is None:
                office.kill()
                office.wait()


main(*sys.argv[1:])
