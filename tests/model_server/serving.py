"""Takes a connection, finds the order for each request and serves it."""

import asyncio
from dataclasses import asdict
from typing import Any, Final

from tests.model_server.behaviour import Behaviour, Conduct, Fault, Seen
from tests.model_server.chatting import chat
from tests.model_server.http import ClientLeft, Reply, Request, read_request
from tests.model_server.vectors import embeddings, ranking

MODELS: Final = ("test-chat", "test-embedding", "test-rerank", "test-whisper")
_HANG_SECONDS: Final = 3600.0
_ERRORS: Final[dict[Fault, tuple[int, dict[str, Any]]]] = {
    Fault.UNAUTHORIZED: (401, {"message": "Incorrect API key provided", "code": "invalid_api_key"}),
    Fault.UNKNOWN_MODEL: (404, {"message": "The model does not exist", "code": "model_not_found"}),
    Fault.RATE_LIMITED: (429, {"message": "Rate limit reached", "code": "rate_limit_exceeded"}),
    Fault.ERROR: (500, {"message": "The server had an error", "code": None}),
    Fault.TOO_LONG: (400, {"message": "maximum context length exceeded", "code": "context_length_exceeded"}),
}


async def serve_connection(conduct: Conduct, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """All requests of one connection, one after the other."""
    try:
        while request := await read_request(reader):
            seen = Seen(request.method, request.path, request.headers, request.body)
            try:
                await _serve(conduct, request, seen, Reply(writer))
            except (ClientLeft, ConnectionError):
                seen.closed_early = True
                return
            if writer.transport.is_closing():
                return
    finally:
        writer.close()


async def _serve(conduct: Conduct, request: Request, seen: Seen, reply: Reply) -> None:
    if request.path.startswith("/control"):
        await _control(conduct, request, reply)
        return
    conduct.seen.append(seen)
    if request.path.endswith("/models") and not conduct.models_hidden:
        await reply.json({"object": "list", "data": [{"id": name, "object": "model"} for name in MODELS]})
        return
    if request.method == "GET":
        await reply.whole(b"404 page not found", "text/plain", 404)
        return
    behaviour = conduct.behaviour_for(request.body)
    if not await _went_wrong(behaviour, request, reply):
        await _answer(request, seen, behaviour, reply)


async def _answer(request: Request, seen: Seen, behaviour: Behaviour, reply: Reply) -> None:
    match request.path.rpartition("/")[2]:
        case "completions":
            await chat(seen=seen, behaviour=behaviour, reply=reply)
        case "embeddings":
            await asyncio.sleep(behaviour.first_seconds)
            await reply.json({"object": "list", "data": []} if _is_empty(behaviour) else embeddings(body=request.body))
        case "rerank":
            await asyncio.sleep(behaviour.first_seconds)
            await reply.json({"results": []} if _is_empty(behaviour) else ranking(body=request.body))
        case "transcriptions":
            text = behaviour.text or "開会します。"
            segment = {"id": 0, "start": 0.0, "end": 3.0, "text": text}
            await reply.json({"task": "transcribe", "duration": 10.0, "text": text, "segments": [segment]})
        case _:
            await reply.json({"error": {"message": "not found", "code": None}}, status=404)


async def _went_wrong(behaviour: Behaviour, request: Request, reply: Reply) -> bool:
    """Serve the faults that show before any answer; False when there is none."""
    fault = behaviour.fault
    if fault in _ERRORS:
        status, error = _ERRORS[fault]
        waits = {} if behaviour.retry_after is None else {"retry-after": str(behaviour.retry_after)}
        await reply.json({"error": {"type": "error", "param": None, **error}}, status=status, headers=waits)
        return True
    match fault:
        case Fault.DROP:
            reply.abort()
        case Fault.HANG:
            await asyncio.sleep(_HANG_SECONDS)
        case Fault.HTML:
            await reply.whole("<html><body>管理画面</body></html>".encode(), "text/html; charset=utf-8")
        case Fault.NO_SUCH_PATH:
            await reply.whole(b"404 page not found", "text/plain", 404)
        case Fault.REDIRECT:
            await reply.whole(b"", "text/plain", 302, {"location": "http://169.254.169.254/latest/meta-data/"})
        case Fault.WRONG_JSON if request.body.get("stream"):
            await reply.begin_events()
            await reply.event('{"choices": [')
            await reply.end_events()
        case Fault.WRONG_JSON:
            await reply.whole(b'{"data": [', "application/json")
        case Fault.WRONG_SHAPE if request.body.get("stream"):
            await reply.begin_events()
            await reply.event({"result": "はい"})
            await reply.end_events()
        case Fault.WRONG_SHAPE:
            await reply.json({"result": "はい"})
        case Fault.NO_MAX_TOKENS:
            return await _refused_parameter(request, reply)
        case _:
            return False
    return True


async def _refused_parameter(request: Request, reply: Reply) -> bool:
    for name in ("max_tokens", "temperature"):
        if name in request.body:
            message = f"Unsupported parameter: '{name}' is not supported with this model."
            error = {
                "message": message,
                "type": "invalid_request_error",
                "param": name,
                "code": "unsupported_parameter",
            }
            await reply.json({"error": error}, status=400)
            return True
    return False


def _is_empty(behaviour: Behaviour) -> bool:
    return behaviour.fault is Fault.EMPTY


async def _control(conduct: Conduct, request: Request, reply: Reply) -> None:
    """POST /control {"always": {…}, "queue": [{…}], "clear": true}; GET /control: the requests that were seen."""
    if request.method == "POST":
        orders = request.body
        if orders.get("clear"):
            conduct.seen.clear()
            conduct.queue.clear()
        if "always" in orders:
            conduct.always = Behaviour.from_json(orders["always"])
        conduct.queue.extend(Behaviour.from_json(order) for order in orders.get("queue", []))
    seen = [asdict(entry) for entry in conduct.seen]
    await reply.json([{**entry, "body": entry["body"] if isinstance(entry["body"], dict) else None} for entry in seen])
