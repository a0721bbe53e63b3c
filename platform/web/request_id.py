"""Gives each request a short number that stands in the log, in the answer's header and on the error page."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any, Final, cast

import structlog
from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponseBase

HEADER: Final = "X-Request-ID"
NO_REQUEST: Final = "-"
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing is misheard on the telephone
_GROUP: Final = 5

_current: ContextVar[str] = ContextVar("request_id", default=NO_REQUEST)


def new_request_id() -> str:
    """A fresh number of 50 random bits in two groups, such as 7K3QM-9XTDA: short enough to be read out."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(2 * _GROUP))
    return f"{letters[:_GROUP]}-{letters[_GROUP:]}"


def current_request_id() -> str:
    """The number of the request that is being answered; "-" outside of any request."""
    return _current.get()


def enter_request_id(*, request_id: str) -> None:
    """Make the number current for the rest of this context; structlog's records carry it as `request_id`."""
    _current.set(request_id)
    structlog.contextvars.bind_contextvars(request_id=request_id)


class RequestIdMiddleware:
    """First of all middleware. A number sent by the caller is not taken over: nobody chooses our reference numbers.

    Nothing is reset afterwards on purpose: a streamed body runs after the response and its log lines must carry
    the number too. Under ASGI the context ends with the request.
    """

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        self._is_async = iscoroutinefunction(get_response)
        if self._is_async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Number the request, then its answer."""
        if self._is_async:
            return self._call_async(request)
        request_id = _number(request)
        return _mark(cast(HttpResponseBase, self.get_response(request)), request_id)

    async def _call_async(self, request: HttpRequest) -> HttpResponseBase:
        request_id = _number(request)
        return _mark(cast(HttpResponseBase, await self.get_response(request)), request_id)


def _number(request: HttpRequest) -> str:
    request_id = new_request_id()
    enter_request_id(request_id=request_id)
    request.request_id = request_id  # type: ignore[attr-defined]
    return request_id


def _mark(response: HttpResponseBase, request_id: str) -> HttpResponseBase:
    response[HEADER] = request_id
    return response


class RequestIdFilter(logging.Filter):
    """Puts `request_id` on each record of the standard library's logging."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never drops a record."""
        record.request_id = current_request_id()
        return True
