"""Addresses of the frame's own tests."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.web import streams
from web.errors import handler400, handler403, handler404, handler500
from web.urls import style_patterns
from web.urls import urlpatterns as frame_patterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def fail(request: HttpRequest) -> HttpResponse:
    """A bug."""
    raise RuntimeError("a bug")


def bare(request: HttpRequest) -> HttpResponse:
    """A page that has set a header of its own."""
    return HttpResponse("", headers={"Cross-Origin-Resource-Policy": "cross-origin"})


urlpatterns = [
    *frame_patterns,
    *[one for one in style_patterns if one not in frame_patterns],
    path("fail/", fail),
    path("bare/", bare),
    path("stream/after-query/", streams.stream_after_query),
    path("stream/<str:kind>/", streams.stream),
]
