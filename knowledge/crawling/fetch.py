"""Fetches one address: only from public machines, within limits of time and size, whatever the server does."""

import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from functools import cache
from http.cookiejar import DefaultCookiePolicy
from typing import Final
from urllib.parse import urljoin

import httpx2
from django.conf import settings

from knowledge.crawling import limits
from knowledge.crawling.reasons import Reason
from outbound.public import GuardedTransport, MachineRefused, Why, check_machine

_OPEN_PORTS: Final = frozenset({80, 443})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PIECE: Final = 65_536


class NotFetched(Exception):
    """The address could not be read; `reason` says why, `detail` is one short value beside it."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason.value}: {detail}" if detail else reason.value)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the server said. `moved_to` is set for a redirect, whose content is not read; `content` is unpacked."""

    address: str
    status: int
    content: bytes = b""
    content_type: str = ""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    robots: str = ""
    moved_to: str = ""

    @property
    def unchanged(self) -> bool:
        """The server says that what we have is still right."""
        return self.status == httpx2.codes.NOT_MODIFIED


def look(*, address: str, port: int) -> None:
    """Only public machines at the web's own ports, but for those that the operator opened.

    Raises MachineRefused, or NotAnAddress for a name.
    """
    opened = settings.CRAWL_OPEN_ADDRESSES
    if address in opened or f"{address}:{port}" in opened:
        return
    check_machine(address=address, private=False)
    if port not in _OPEN_PORTS:
        raise MachineRefused(why=Why.NO_MACHINE, address=f"{address}:{port}")


class Fetcher:
    """One connection to a site, one request at a time, never faster than `delay` seconds."""

    def __init__(self, *, delay: float = 0.0, sleep: Callable[[float], None] = time.sleep) -> None:
        transport = GuardedTransport(look=look, tls=_tls(), most=2, kept=1, kept_seconds=limits.MOST_DELAY + 5)
        timeout = httpx2.Timeout(limits.READ_SECONDS, connect=limits.CONNECT_SECONDS)
        headers = {"User-Agent": limits.USER_AGENT, "Accept-Encoding": "gzip", "Accept-Language": "ja"}
        self._client = httpx2.Client(
            transport=transport, follow_redirects=False, timeout=timeout, headers=headers, trust_env=False
        )
        self._client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.delay = delay
        self._sleep = sleep
        self._last: float | None = None

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, *, address: str, most_bytes: int, etag: str = "", last_modified: str = "") -> Fetched:
        """One request. Error statuses, redirects and "not modified" come back as they are; their content is not read.

        Raises NotFetched: TOO_LARGE, TIMED_OUT, UNREACHABLE, INSECURE, INSIDE, UNREADABLE.
        """
        self._pace()
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in asked.items() if value}
        until = time.monotonic() + limits.FETCH_SECONDS
        with _explained(), self._client.stream("GET", address, headers=headers) as response:
            if response.status_code in _REDIRECTS:
                target = response.headers.get("location", "")
                return Fetched(address, response.status_code, moved_to=urljoin(address, target))
            if response.status_code != httpx2.codes.OK:
                return Fetched(address, response.status_code)
            return _fetched(address, response, _content(response, most_bytes, until))

    def get_following(self, *, address: str, most_bytes: int) -> Fetched:
        """As `get`, and on to where it leads, each step looked at like the first. Raises NotFetched also for a loop."""
        for _step in range(limits.MOST_REDIRECTS + 1):
            fetched = self.get(address=address, most_bytes=most_bytes)
            if not fetched.moved_to:
                return fetched
            if not fetched.moved_to.startswith(("http://", "https://")):
                raise NotFetched(Reason.OUT_OF_SCOPE, fetched.moved_to[:200])
            address = fetched.moved_to
        raise NotFetched(Reason.UNREACHABLE, "redirects")

    def _pace(self) -> None:
        if self._last is not None:
            rest = self._last + self.delay - time.monotonic()
            if rest > 0:
                self._sleep(rest)
        self._last = time.monotonic()


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except httpx2.TimeoutException as slow:
        raise NotFetched(Reason.TIMED_OUT) from slow
    except (httpx2.TransportError, httpx2.InvalidURL, UnicodeError) as failed:
        raise NotFetched(_reason_of(failed)) from failed


def _reason_of(failed: BaseException) -> Reason:
    cause: BaseException | None = failed
    while cause is not None:
        if isinstance(cause, MachineRefused):
            return Reason.INSIDE
        if isinstance(cause, ssl.SSLError):
            return Reason.INSECURE
        cause = cause.__cause__ or cause.__context__
    return Reason.UNREADABLE if isinstance(failed, httpx2.DecodingError) else Reason.UNREACHABLE


def _content(response: httpx2.Response, most_bytes: int, until: float) -> bytes:
    """The body, cut off as soon as it is too large packed or unpacked, or takes too long."""
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > most_bytes:
        raise NotFetched(Reason.TOO_LARGE, _megabytes(int(declared)))
    packed = response.headers.get("content-encoding", "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise NotFetched(Reason.UNREADABLE, packed[:40])
    unpack = zlib.decompressobj(wbits=31) if "gzip" in packed else None
    body = bytearray()
    for piece in response.iter_raw(_PIECE):
        room = most_bytes + 1 - len(body)
        try:
            body += unpack.decompress(piece, room) if unpack else piece
        except zlib.error as broken:
            raise NotFetched(Reason.UNREADABLE, "gzip") from broken
        if len(body) > most_bytes or (unpack and unpack.unconsumed_tail):
            raise NotFetched(Reason.TOO_LARGE, _megabytes(most_bytes))
        if time.monotonic() > until:
            raise NotFetched(Reason.TIMED_OUT)
    return bytes(body)


def _fetched(address: str, response: httpx2.Response, content: bytes) -> Fetched:
    kind = Message()
    kind["content-type"] = response.headers.get("content-type", "")
    charset = kind.get_param("charset", "")
    return Fetched(
        address=address,
        status=response.status_code,
        content=content,
        content_type=kind.get_content_type() if kind["content-type"] else "",
        charset=charset if isinstance(charset, str) else "",
        etag=response.headers.get("etag", "")[:300],
        last_modified=response.headers.get("last-modified", "")[:60],
        robots=response.headers.get("x-robots-tag", "").lower(),
    )


def _megabytes(count: int) -> str:
    return f"{count / limits.MEGABYTE:.0f}MB"
