"""The door of the web server (ASGI throughout: docs/adr/0001)."""

import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuimachi.settings.production")
django.setup(set_prefix=False)

from yuimachi.lifespan import lifespan  # noqa: E402  apps must be there first
from yuimachi.one_hop_handler import OneHopHandler  # noqa: E402  the same

_handler = OneHopHandler()


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Serve one connection, or the beginning and the end of the server itself."""
    if scope["type"] == "lifespan":
        await lifespan(receive=receive, send=send)
    else:
        await _handler(scope, receive, send)
