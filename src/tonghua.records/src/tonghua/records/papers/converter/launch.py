"""Started by the system's Python, the one that can import uno: unoserver on a leash.

Run as a file, not imported: its standard input is a pipe from the worker. When the worker is
gone, however it ended, the pipe closes and the whole process group (unoserver, LibreOffice)
goes with it.
"""

import os
import signal
import sys
import threading

if __name__ == "__main__":
    # The folder of this file must not shadow the modules that unoserver imports.
    sys.path.pop(0)

    def _leash() -> None:
        os.read(0, 1)
        os.killpg(os.getpgid(0), signal.SIGKILL)

    threading.Thread(target=_leash, daemon=True).start()

    from xmlrpc.server import SimpleXMLRPCRequestHandler

    from unoserver.server import main

    # A line a job says nothing that the worker does not know.
    SimpleXMLRPCRequestHandler.log_request = lambda *_: None

    sys.exit(main())
