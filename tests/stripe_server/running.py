"""Serves the Stripe server in a thread beside a test."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import stripe

from tests.stripe_server.forms import read_form
from tests.stripe_server.serving import answer
from tests.stripe_server.state import Fault, Refusal, State

VERSION = "2026-10-28.endive"
SECRET = "whsec_of_the_tests"
_LATE = {Fault.SILENT: 0.6, Fault.SILENT_AFTER: 0.6, Fault.SLOW: 0.1}  # seconds; the tests' patience is 0.3
_AFTER = {Fault.SILENT_AFTER, Fault.BROKEN_AFTER}


class StripeServer:
    """`with StripeServer() as server: … server.url … server.state.events`."""

    def __init__(self) -> None:
        self.state = State()
        self.lock = threading.RLock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        """What stands in YUIMACHI_STRIPE_API_URL."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def fail(self, *faults: Fault, on: str = "/v1/") -> None:
        """Let the coming calls to addresses that begin so fail, one each."""
        self.state.faults.extend((fault, on) for fault in faults)

    def invoices(self, status: str = "") -> list[dict[str, Any]]:
        """Of a status, the oldest first."""
        return [one for one in reversed(self.state.all("invoice")) if status in ("", one["status"])]

    def told(self, kind: str = "") -> list[dict[str, Any]]:
        """The events of a kind, oldest first."""
        return [event for event in self.state.events if kind in ("", event["type"])]

    def __enter__(self) -> "StripeServer":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


def signed(event: dict[str, Any], *, secret: str = SECRET, at: int | None = None) -> tuple[bytes, str]:
    """Body and signature of a notice as Stripe sends it; `at`: another time of signing."""
    body = json.dumps(event, ensure_ascii=False)
    header = stripe.WebhookSignature.generate_signature_header(body, secret, at or int(time.time()))
    return body.encode(), header


def _handler(server: StripeServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._serve(urlsplit(self.path).query)

        def do_DELETE(self) -> None:
            self._serve(urlsplit(self.path).query)

        def do_POST(self) -> None:
            self._serve(self.rfile.read(int(self.headers["Content-Length"] or 0)).decode())

        def _serve(self, text: str) -> None:
            path, key = urlsplit(self.path).path, self.headers.get("Idempotency-Key", "")
            with server.lock:
                server.state.calls.append((self.command, path, read_form(text), key))
                fault = server.state.fault_for(path)
                status, said, headers = _said(server.state, self, text, key, fault)
            time.sleep(_LATE.get(fault, 0.0) if fault else 0.0)
            self._say(status, said, headers)

        def _say(self, status: int, content: dict[str, Any], headers: dict[str, str]) -> None:
            body = json.dumps(content).encode()
            try:
                self.send_response(status)
                for name, value in {**headers, "Content-Type": "application/json", "Request-Id": "req_1"}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                self.close_connection = True  # the caller did not wait

        def log_message(self, *_args: Any) -> None:
            return

    return Handler


def _said(state: State, call: Any, text: str, key: str, fault: Fault | None) -> tuple[int, Any, dict[str, str]]:
    if call.headers.get("Authorization") != f"Bearer {state.key}":
        return 401, Refusal(401, "Invalid API Key provided: sk_test_****").body, {}
    if call.headers.get("Stripe-Version") != VERSION:
        return 400, Refusal(400, "Another version than the pinned one").body, {}
    path = urlsplit(call.path).path
    if fault and fault not in _AFTER | {Fault.SLOW}:
        return _failed(state, fault, key, f"{call.command}{path}{text}")
    status, said, headers = _done(state, call.command, path, text, key)
    if fault is Fault.BROKEN_AFTER:
        return 500, Refusal(500, "Something went wrong", kind="api_error").body, {}
    return status, said, headers


def _failed(state: State, fault: Fault, key: str, call: str) -> tuple[int, Any, dict[str, str]]:
    broken = Refusal(500, "Something went wrong", kind="api_error").body
    match fault:
        case Fault.TOO_FAST:
            return 429, Refusal(429, "Too many requests", code="rate_limit").body, {}
        case Fault.FORBIDDEN:
            return 403, Refusal(403, "The provided key does not have the required permissions").body, {}
        case Fault.BROKEN_KEPT:
            state.keys[key] = (call, 500, broken)
            return 500, broken, {"Stripe-Should-Retry": "false"}
    return 500, broken, {}


def _done(state: State, verb: str, path: str, text: str, key: str) -> tuple[int, Any, dict[str, str]]:
    """The same key says the same again, and is refused for another call."""
    call = f"{verb}{path}{text}"
    if key and key in state.keys:
        before, status, said = state.keys[key]
        if before != call:
            words = "Keys for idempotent requests can only be used with the same parameters they were first used with."
            return 400, Refusal(400, words, kind="idempotency_error").body, {}
        return status, said, {"Idempotent-Replayed": "true"}
    try:
        status, said = 200, answer(state, verb, path, read_form(text))
        said = json.loads(json.dumps(said))  # as it is now, whatever becomes of it
    except Refusal as no:
        return no.status, no.body, {}
    if key and verb == "POST":
        state.keys[key] = (call, status, said)
    return status, said, {}
