"""The web site of a demo town, on loopback, so that the crawler has something to read.

Started by `make demo` as a part of its own: `python -m yuimachi.demo.town_site PORT`. Plain files, no town of ours.
"""

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "towns" / "kumoi" / "site"
READY: Final = "the demo town's web site is served"


def serve(*, port: int) -> None:
    """Serve the folder on 127.0.0.1 until ended."""
    with ThreadingHTTPServer(("127.0.0.1", port), partial(SimpleHTTPRequestHandler, directory=str(FOLDER))) as server:
        sys.stdout.write(f"{READY}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    serve(port=int(sys.argv[1]))
