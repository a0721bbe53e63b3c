"""gunicorn's settings for the demo: two ASGI workers that end with their parent."""

import signal
from typing import Any

from yuimachi.running.part import die_with_parent

workers = 2
worker_class = "uvicorn_worker.UvicornWorker"
graceful_timeout = 5
timeout = 60
accesslog = None
forwarded_allow_ips = ""  # X-Forwarded-For is read in one place: settings.ALLAUTH_TRUSTED_PROXY_COUNT
loglevel = "info"
control_socket_disable = True


def post_fork(server: Any, worker: Any) -> None:
    """A worker whose parent was killed ends, instead of holding the port."""
    die_with_parent(signal.SIGTERM)
