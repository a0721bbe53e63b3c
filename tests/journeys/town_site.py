"""The town's own site on another host: a hostile stylesheet, a strict policy, and the widget's line as it is copied."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOSTILE = """
html { font-size: 5px !important; }
body { font-size: 15px; line-height: 3 !important; }
div, p, a, b, button, dialog, header, h2, h3, ol, li, form, label, textarea, select, details, yuimachi-chat {
  display: none !important; position: static !important; color: lime !important; background: lime !important;
  font-size: 3px !important; opacity: 0 !important; visibility: hidden !important; transform: rotate(180deg) !important;
  width: 1px !important; height: 1px !important; clip-path: inset(50%) !important; pointer-events: none !important;
}
"""


@contextmanager
def town_site(*, service: str, line: str) -> Iterator[int]:
    """The site's port; `service` is the origin of the town's host, which alone the policy lets in."""
    policy = f"default-src 'none'; script-src {service}; connect-src {service}; style-src 'self'; img-src 'self'"
    page = (
        '<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>町の公式サイト</title>'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/site.css"></head>'
        f"<body><main><h1>町の公式サイト</h1></main>{line}</body></html>"
    )

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            files = {"/site.css": ("text/css", HOSTILE), "/": ("text/html; charset=utf-8", page)}
            kind, text = files.get(self.path, ("text/plain", ""))
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name of the base class
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
