"""What the tests of the page frame share: pages without a town, a served ASGI application, a browser."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest
import uvicorn
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.core.handlers.asgi import ASGIHandler
from django.test import RequestFactory

from web import navigation

# The frame's own part of settings.MIDDLEWARE: no town, no session, no database.
FRAME_MIDDLEWARE = [
    "web.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "web.security_headers.SecurityHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
FRAME_CONTEXT = [
    "django.template.context_processors.request",
    "django.template.context_processors.csrf",
    "django.contrib.messages.context_processors.messages",
    "web.frame.frame",
]


@pytest.fixture
def frame_only(settings) -> None:
    """The style page's addresses behind the frame's own middleware."""
    settings.MIDDLEWARE = FRAME_MIDDLEWARE
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
    settings.WEB_ACCESS = ""
    settings.ROOT_URLCONF = "tests.web.frame_urls"
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "OPTIONS": {**engine["OPTIONS"], "context_processors": FRAME_CONTEXT}}]


@pytest.fixture
def registry(monkeypatch) -> Iterator[dict]:
    """A navigation registry of the test's own."""
    entries: dict = {}
    monkeypatch.setattr(navigation, "_entries", entries)
    return entries


@pytest.fixture
def request_of():
    """Builds a request as the border hands it on: a town, somebody signed in or not, what they may do."""

    def build(path: str = "/", *, words: frozenset[str] | None = None, town: str = "雲居町", **headers: str):
        request = RequestFactory().get(path, headers=headers)
        request.town = SimpleNamespace(name=town)
        request.user = SimpleNamespace(is_authenticated=words is not None, name="山本 さくら")
        if words is not None:
            request.access = SimpleNamespace(may=lambda word: word in words)
        return request

    return build


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    """The address of this process's Django behind a real uvicorn on a free loopback port."""
    server = uvicorn.Server(
        uvicorn.Config(ASGIStaticFilesHandler(ASGIHandler()), port=0, lifespan="off", log_level="critical", ws="none")
    )
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        server.force_exit = True
        await serving
