"""Started by the system's Python, the one that can import uno: unoserver on a leash.

Run as a file, not imported: its standard input is a pipe from the worker. When the worker is
gone, however it ended, the pipe closes and the whole process group (unoserver, LibreOffice)
goes with it, and so does the folder of its files.
"""

import contextlib
import os
import resource
import shutil
import signal
import sys
import threading

#: bytes of the largest file that LibreOffice may write
LARGEST = 1024 * 1024 * 1024

if __name__ == "__main__":
    # The folder of this file must not shadow the modules that unoserver imports.
    sys.path.pop(0)

    folder = os.getcwd()

    def _leash() -> None:
        os.read(0, 1)
        shutil.rmtree(folder, ignore_errors=True)
        os.killpg(os.getpgid(0), signal.SIGKILL)

    threading.Thread(target=_leash, daemon=True).start()

    # A document must not fill the disk; and where memory ends, LibreOffice goes before the site.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
        with open("/proc/self/oom_score_adj", "w") as score:
            score.write("500")

    from xmlrpc.server import SimpleXMLRPCRequestHandler

    from unoserver.server import main

    # A line a job says nothing that the worker does not know.
    SimpleXMLRPCRequestHandler.log_request = lambda *_: None

    sys.exit(main())
