"""The server as it is served (gunicorn, two uvicorn workers) on the database of the running test, and its readers."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

CHECKOUT = Path(__file__).resolve().parents[2]
POOL = 5
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_SECONDS = 120


@contextmanager
def served(*, database: str, model_url: str) -> Iterator[int]:
    """The server's port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.walls.streaming_settings",
        "PYTHONPATH": os.pathsep.join([str(CHECKOUT / "platform"), str(CHECKOUT)]),
        "YUIMACHI_TEST_DATABASE_URL": database,
        "YUIMACHI_DATABASE_POOL": str(POOL),
        "YUIMACHI_TRUSTED_PROXIES": "1",
        "YUIMACHI_MODEL_URL": model_url,
        "YUIMACHI_MODEL_KEY": "test",
        "YUIMACHI_MODEL_NAME": "test",
    }
    config = CHECKOUT / "platform/yuimachi/running/web_server.py"
    words = ["-m", "gunicorn", "yuimachi.asgi:application", "-c", str(config), "-b", f"127.0.0.1:{port}"]
    server = subprocess.Popen([sys.executable, *words], cwd=CHECKOUT, env=environment)
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def get(*, port: int, host: str, path: str, address: str = "10.9.9.9") -> tuple[int, http.client.HTTPResponse, str]:
    """Status, response and text of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS)
    connection.request("GET", path, headers={"Host": host, "X-Forwarded-For": address})
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, response, text


def ask(*, port: int, host: str, question: str, number: int, at_first: Callable[[], None] = lambda: None) -> str:
    """The whole stream of one resident's question; `at_first` is called when the first words have come."""
    address = f"10.0.{number // 250}.{number % 250 + 1}"
    status, page, text = get(port=port, host=host, path="/chat/", address=address)
    token = _TOKEN.search(text)
    if status != http.client.OK or not token:
        raise AssertionError(f"/chat/ of {host} answered {status}")
    headers = {
        "Host": host,
        "X-Forwarded-For": address,
        "Cookie": (page.getheader("Set-Cookie") or "").split(";")[0],
        "X-CSRFToken": token.group(1),
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS)
    connection.request("POST", "/chat/ask/", urlencode({"question": question}), headers)
    lines = []
    for line in connection.getresponse():
        lines.append(line.decode())
        if line.startswith(b"event: part"):
            at_first()
    connection.close()
    return "".join(lines)


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not start")
