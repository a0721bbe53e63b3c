"""A web site on loopback for the crawler: pages by path, told to be slow, broken, endless, packed or badly spelled."""

import gzip
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"
MENU = '<div class="box"><ul><li><a href="/">町の入口へ戻る</a></li><li>お知らせの購読はこちらから</li></ul></div>'


@dataclass
class Page:
    """What stands at a path. `stream` writes the body itself."""

    body: bytes = b""
    content_type: str = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    stream: Callable[[BaseHTTPRequestHandler], None] | None = None


def page(title: str, text: str, *links: str, head: str = "", menu: str = MENU) -> Page:
    """A page with a heading, a paragraph and links, among the menu that every page has."""
    anchors = "".join(f'<p><a href="{link}">{link}へ</a></p>' for link in links)
    body = (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}｜試験町</title>{head}</head>'
        f"<body>{menu}<h1>{title}</h1><p>{text}</p>{anchors}</body></html>"
    )
    return Page(body.encode())


class Site:
    """The pages and what was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[str] = []
        self.sent_bytes = 0
        self.validators = True  # ETag and 304
        self.host = ""

    @property
    def url(self) -> str:
        """Address of the front page."""
        return f"http://{self.host}/"

    def counts(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(self.asked)

    def put(self, **pages: Page) -> None:
        """Add pages, `a__b` for /a/b."""
        self.pages |= {f"/{name.replace('__', '/')}": page for name, page in pages.items()}


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append(self.path)
            found = site.pages.get(self.path) or site.pages.get(self.path.partition("?")[0] + "?*")
            found = found or Page(b"<html><body>404</body></html>", status=404)
            if found.seconds:
                time.sleep(found.seconds)
            if found.stream:
                self.close_connection = True
                found.stream(self)
                return
            tag = f'"{md5(found.body).hexdigest()}"'  # noqa: S324  no secret
            headers = dict(found.headers)
            if site.validators and found.status == 200:
                headers["ETag"] = tag
                if self.headers.get("If-None-Match") == tag:
                    self._say(304, headers, b"")
                    return
            self._say(found.status, {"Content-Type": found.content_type, **headers}, found.body)

        def _say(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            site.sent_bytes += len(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A crawler that hangs up is no error."""


@contextmanager
def served() -> Iterator[Site]:
    """A site on a free port of loopback."""
    site = Site()
    server = _Server(("127.0.0.1", 0), _handler(site))
    server.daemon_threads = True
    site.host = f"127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def endless_file(site: Site, megabytes: int, *, declared: bool) -> Page:
    """A large file, with or without its length in the header."""

    def stream(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/pdf")
        handler.send_header("Connection", "close")
        if declared:
            handler.send_header("Content-Length", str(megabytes * 1024 * 1024))
        handler.end_headers()
        piece = b"%PDF-1.7 " + b"0" * (1024 * 1024 - 9)
        try:
            for _ in range(megabytes):
                handler.wfile.write(piece)
                site.sent_bytes += len(piece)
        except OSError:
            pass

    return Page(stream=stream)


def bomb() -> Page:
    """A page of 100 MB that is 100 KB on the wire."""
    return Page(gzip.compress(b"<html>" + b"0" * (100 * 1024 * 1024)), headers={"Content-Encoding": "gzip"})
