"""Serves the LINE server in a thread beside a test."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from tests.line_server.state import Call, Fault, State

_LATE_SECONDS = 0.8  # longer than the tests' patience


class LineServer:
    """`with LineServer() as line: … line.url … line.state.received`."""

    def __init__(self) -> None:
        self.state = State()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self.state))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """What stands in LINE_API_URL."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def fail(self, *faults: Fault) -> None:
        """Let the coming replies and pushes fail so, one each."""
        self.state.faults.extend(faults)

    def texts(self) -> list[str]:
        """The texts of all that readers received, in order."""
        return [bubble["text"] for _how, bubbles in self.state.received for bubble in bubbles if "text" in bubble]

    def __enter__(self) -> "LineServer":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(state: State) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._serve({})

        def do_POST(self) -> None:
            self._serve(json.loads(self.rfile.read(int(self.headers["Content-Length"] or 0)) or b"{}"))

        def _serve(self, content: dict[str, Any]) -> None:
            key = self.headers.get("X-Line-Retry-Key", "")
            state.calls.append(Call(self.path, content, key))
            if self.headers.get("Authorization") != f"Bearer {state.access_token}":
                self._say(401, {"message": "Authentication failed"})
                return
            sends = self.path.startswith("/v2/bot/message/")
            fault = state.faults.popleft() if sends and state.faults else None
            status, said = _failing(fault) if fault else (0, {})
            if fault in (None, Fault.BROKEN_AFTER, Fault.SILENT_AFTER):
                done, answer = _done(state, self.path, content, key)
                status, said = (status, said) if fault else (done, answer)
            if fault in (Fault.SILENT, Fault.SILENT_AFTER):
                time.sleep(_LATE_SECONDS)
            self._say(status, said)

        def _say(self, status: int, content: dict[str, Any]) -> None:
            body = json.dumps(content).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                return  # the caller did not wait

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name of the base class
            return

    return Handler


def _failing(fault: Fault) -> tuple[int, dict[str, Any]]:
    match fault:
        case Fault.SLOW_DOWN:
            return 429, {"message": "The API rate limit has been exceeded"}
        case Fault.MONTHLY:
            return 429, {"message": "You have reached your monthly limit."}
        case Fault.UNAUTHORIZED:
            return 401, {"message": "Authentication failed"}
        case Fault.BAD:
            return 400, {"message": "The request body has 1 error(s)"}
    return 500, {"message": "Internal server error"}


def _done(state: State, path: str, content: dict[str, Any], key: str) -> tuple[int, dict[str, Any]]:
    if path == "/v2/bot/message/reply":
        return state.reply(content)
    if path == "/v2/bot/message/push":
        return state.push(content, key)
    reason = "OK" if state.calls_us else "COULD_NOT_CONNECT"
    said: dict[str, tuple[int, dict[str, Any]]] = {
        "/v2/bot/chat/loading/start": (202, {}),
        "/v2/bot/info": (200, {"displayName": "甲野町", "basicId": "@kouno", "chatMode": state.chat_mode}),
        "/v2/bot/channel/webhook/endpoint": (
            200 if state.endpoint else 404,
            {"endpoint": state.endpoint, "active": True},
        ),
        "/v2/bot/channel/webhook/test": (200, {"success": state.calls_us, "statusCode": 200, "reason": reason}),
    }
    return said.get(path, (404, {"message": "Not found"}))
