"""Headers that Django and django-csp do not set: what the browser may do, and what shared computers may keep."""

from collections.abc import Awaitable, Callable
from typing import Any, Final, cast

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

# The microphone is for minutes; everything else a town's page never asks for.
PERMISSIONS_POLICY: Final = ", ".join(
    [
        "microphone=(self)",
        *(
            f"{feature}=()"
            for feature in ("camera", "geolocation", "payment", "usb", "serial", "midi", "display-capture")
        ),
    ]
)


class SecurityHeadersMiddleware:
    """Adds each header unless the view has set its own (the widget, for example, is fetched by other hosts)."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        self._is_async = iscoroutinefunction(get_response)
        if self._is_async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Answer, then add what is missing."""
        if self._is_async:
            return self._call_async(request)
        return _with_headers(request, cast(HttpResponseBase, self.get_response(request)))

    async def _call_async(self, request: HttpRequest) -> HttpResponseBase:
        return _with_headers(request, cast(HttpResponseBase, await self.get_response(request)))


def _with_headers(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        # Desks share computers: after signing out, the back button must not show a colleague's page.
        response.headers.setdefault("Cache-Control", "no-store, private")
    return response
