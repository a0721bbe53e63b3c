"""Starts and stops the model server: in a thread of its own beside a test, or alone."""

import asyncio
import threading
from functools import partial
from types import TracebackType

from tests.model_server.behaviour import Behaviour, Conduct, Seen
from tests.model_server.serving import serve_connection

_BACKLOG = 1024


class ModelServer:
    """A running server: `with ModelServer() as server: … server.url …`. Thread-safe to read and to give orders."""

    def __init__(self, *, always: Behaviour | None = None, port: int = 0) -> None:
        self.conduct = Conduct(always=always or Behaviour())
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="model-server")
        self._stop: asyncio.Event | None = None

    @property
    def url(self) -> str:
        """Base address as it is entered for an endpoint."""
        return f"http://127.0.0.1:{self._port}/v1"

    @property
    def seen(self) -> list[Seen]:
        """Requests so far, without those to the control address."""
        return self.conduct.seen

    def next(self, *behaviours: Behaviour) -> None:
        """Serve the coming requests so, one each."""
        self.conduct.queue.extend(behaviours)

    def always(self, behaviour: Behaviour) -> None:
        """Serve every request so that the queue has nothing for."""
        self.conduct.always = behaviour

    def __enter__(self) -> "ModelServer":
        self._thread.start()
        if not self._ready.wait(timeout=10):
            raise RuntimeError("the model server did not start")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._stop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(timeout=10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        server = await asyncio.start_server(
            partial(serve_connection, self.conduct), "127.0.0.1", self._port, backlog=_BACKLOG
        )
        self._port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:  # hanging and stalled replies
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


async def serve_forever(*, port: int, always: Behaviour) -> None:
    """The server alone, until the process is ended."""
    server = await asyncio.start_server(
        partial(serve_connection, Conduct(always=always)), "127.0.0.1", port, backlog=_BACKLOG
    )
    async with server:
        await server.serve_forever()
