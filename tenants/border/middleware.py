"""First of all middleware: the host decides the place, or the answer is a plain 404."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, cast

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.request import split_domain_port
from django.template.loader import render_to_string

from tenants.border.current import PUBLIC_SCHEMA, Place, enter, in_public
from tenants.models import Municipality

_KEPT_SECONDS = 5.0  # how long a host's answer is kept in this process: suspension reaches every worker within it
_MOST_HOSTS = 4096
_known: dict[str, tuple[float, Place | None]] = {}


@dataclass(frozen=True, slots=True)
class Turned:
    """Why a request is turned away before it reaches any view."""

    status: int
    template: str


UNKNOWN_HOST = Turned(404, "tenants/unknown_host.html")
SUSPENDED = Turned(503, "tenants/suspended.html")
CLOSED = Turned(410, "tenants/closed.html")
DATABASE_DOWN = Turned(503, "tenants/database_down.html")


def place_of_host(*, host: str) -> Place | None:
    """The place a host leads to, kept for a few seconds; None for a host nobody has. One query when not kept."""
    kept = _known.get(host)
    now = time.monotonic()
    if kept and kept[0] > now:
        return kept[1]
    place = _look_up(host=host)
    if len(_known) >= _MOST_HOSTS:
        _known.clear()
    _known[host] = (now + _KEPT_SECONDS, place)
    return place


def forget_hosts() -> None:
    """Drop what is kept, after a town was opened, suspended or given another host."""
    _known.clear()


def _look_up(*, host: str) -> Place | None:
    if host == settings.OPERATOR_HOST:
        return Place(PUBLIC_SCHEMA)
    with in_public():
        row = Municipality.objects.filter(domains__domain=host).first()
        if row is None:
            return None
        return Place(row.schema_name, row.as_town(host=host))


class PlaceMiddleware:
    """Enters the place of the host for the rest of the request's context. Nothing is reset afterwards on purpose:
    a streamed body runs after the response and must stay in its town; the context ends with the request."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        self._is_async = iscoroutinefunction(get_response)
        if self._is_async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Find the place, then go on or turn away."""
        if self._is_async:
            return self._call_async(request)
        turned = self._enter(request)
        return turned if turned else cast(HttpResponseBase, self.get_response(request))

    async def _call_async(self, request: HttpRequest) -> HttpResponseBase:
        turned = await sync_to_async(self._enter)(request)
        return turned if turned else cast(HttpResponseBase, await self.get_response(request))

    def _enter(self, request: HttpRequest) -> HttpResponseBase | None:
        host = split_domain_port(request.get_host())[0]
        try:
            place = place_of_host(host=host)
        except (OperationalError, InterfaceError, DatabaseError):
            return _turn_away(DATABASE_DOWN)
        enter(place)
        request.town = place.town if place else None  # type: ignore[attr-defined]
        if place is None:
            return _turn_away(UNKNOWN_HOST)
        if place.schema_name == PUBLIC_SCHEMA:
            request.urlconf = settings.OPERATOR_URLCONF
        elif place.town and place.town.suspended:
            return _turn_away(CLOSED if place.town.closed else SUSPENDED)
        return None


def _turn_away(turned: Turned) -> HttpResponseBase:
    # Without the request: context processors would ask for a session or a person, and there is no place to ask in.
    response = HttpResponse(render_to_string(turned.template), status=turned.status)
    if turned.status == DATABASE_DOWN.status:
        response["Retry-After"] = "30"
    return response
