"""The beginning and the end of a server process: nobody waits for dictionaries, and nothing that runs is lost."""

import logging
from typing import Any

from asgiref.sync import sync_to_async
from django.urls import get_resolver

from assistants.public import warm_up
from llm_gateway.public import close_clients, recordings_finished

log = logging.getLogger(__name__)


async def lifespan(*, receive: Any, send: Any) -> None:
    """ASGI's lifespan protocol: make ready before the first request, tidy up after the last."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await sync_to_async(_make_ready, thread_sensitive=False)()
            await send({"type": "lifespan.startup.complete"})
        else:
            await recordings_finished()
            await close_clients()
            await send({"type": "lifespan.shutdown.complete"})
            return


def _make_ready() -> None:
    """Load what the first readers would wait for; a server that cannot must still say what is wrong with it."""
    _addresses = get_resolver().url_patterns
    try:
        warm_up()
    except Exception:
        # A missing dictionary shows in `health/ready` and in each answer; the pages that say so must be served.
        log.exception("the server could not be made ready")
