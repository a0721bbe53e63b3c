"""gunicorn's settings for the demo: two ASGI workers that end with their parent."""

import ctypes
import signal
import sys
from typing import Any

workers = 2
worker_class = "uvicorn_worker.UvicornWorker"
graceful_timeout = 5
timeout = 60
accesslog = None
loglevel = "info"
control_socket_disable = True
_PR_SET_PDEATHSIG = 1


def post_fork(server: Any, worker: Any) -> None:
    """A worker whose parent was killed ends, instead of holding the port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
