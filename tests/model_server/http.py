"""Just enough HTTP/1.1 for a model server: replies with a length or in chunks, connections that are kept."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any, Final

_REASONS: Final = {200: "OK", 302: "Found", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found"}


class ClientLeft(ConnectionError):
    """The client closed the connection before the reply was whole."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request; header names in lower case; a JSON body is parsed, another one is bytes."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """The next request of a connection; None when the client has closed it."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    first, *lines = head.rstrip("\r\n").split("\r\n")
    method, target, _version = first.split(" ")
    headers = {name.strip().lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
    raw = await reader.readexactly(int(headers.get("content-length", "0")))
    body = json.loads(raw) if raw and "json" in headers.get("content-type", "") else raw
    return Request(method, target.partition("?")[0], headers, body)


class Reply:
    """Writes one reply."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    async def json(self, value: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """A whole reply in JSON."""
        await self.whole(json.dumps(value, ensure_ascii=False).encode(), "application/json", status, headers)

    async def whole(
        self, body: bytes, content_type: str, status: int = 200, headers: dict[str, str] | None = None
    ) -> None:
        """A whole reply of any type."""
        self._head(status, {"content-type": content_type, "content-length": str(len(body)), **(headers or {})})
        self._writer.write(body)
        await self._drain()

    async def begin_events(self) -> None:
        """The head of an event stream."""
        self._head(200, {"content-type": "text/event-stream", "transfer-encoding": "chunked"})
        await self._drain()

    async def event(self, data: Any) -> None:
        """One event; a str is sent as it is, anything else as JSON. Raises ClientLeft."""
        text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
        raw = f"data: {text}\n\n".encode()
        if self._writer.transport.is_closing():
            raise ClientLeft
        self._writer.write(b"%x\r\n%b\r\n" % (len(raw), raw))
        await self._drain()

    async def end_events(self) -> None:
        """The proper end of an event stream."""
        self._writer.write(b"0\r\n\r\n")
        await self._drain()

    def abort(self) -> None:
        """Reset the connection at once."""
        self._writer.transport.abort()

    def _head(self, status: int, headers: dict[str, str]) -> None:
        lines = [f"HTTP/1.1 {status} {_REASONS.get(status, 'Status')}", *(f"{k}: {v}" for k, v in headers.items())]
        # A cookie with every reply, as real providers set them: the product must not keep it.
        self._writer.write("\r\n".join([*lines, "set-cookie: provider=1; Path=/", "", ""]).encode("latin-1"))

    async def _drain(self) -> None:
        try:
            await self._writer.drain()
        except ConnectionError as left:
            raise ClientLeft from left
