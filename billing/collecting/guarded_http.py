"""The stripe package's way out: the house's guarded connections, time limits, no redirects, no proxy."""

import ssl
from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import httpx2
import stripe

from billing.collecting import limits
from outbound.public import GuardedTransport, MachineRefused, Why, check_machine

_HTTPS = 443


class GuardedHttp(stripe.HTTPClient):
    """One pool of connections to the address that the operator named, and to no other machine inside of the house."""

    name = "guarded"

    def __init__(self, *, url: str) -> None:
        super().__init__()
        parts = urlsplit(url)
        self._port = parts.port or _HTTPS
        self._named = url != stripe.DEFAULT_API_BASE  # a proxy or a trial server, perhaps inside
        tls = ssl.create_default_context()
        transport = GuardedTransport(
            look=self._look,
            tls=tls,
            most=limits.CONNECTIONS,
            kept=limits.CONNECTIONS,
            kept_seconds=limits.KEPT_SECONDS,
        )
        timeout = httpx2.Timeout(limits.CALL_SECONDS, connect=limits.CONNECT_SECONDS)
        self._http = httpx2.Client(transport=transport, follow_redirects=False, timeout=timeout, trust_env=False)
        self._http.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        *,
        _usage: list[str] | None = None,
    ) -> tuple[Any, int, Mapping[str, str]]:
        """One call. Raises stripe.APIConnectionError, which the package tries again under the same idempotency key."""
        try:
            response = self._http.request(method, url, headers=dict(headers or {}), content=post_data or None)
        except httpx2.HTTPError as failed:
            error: Any = stripe.APIConnectionError
            raise error(type(failed).__name__, should_retry=True) from failed
        return response.content, response.status_code, response.headers

    def close(self) -> None:
        """End the connections."""
        self._http.close()

    def _should_retry(
        self,
        response: tuple[Any, int, Mapping[str, str] | None] | None,
        api_connection_error: stripe.APIConnectionError | None,
        num_retries: int,
        max_network_retries: int | None,
    ) -> bool:
        """As the package, and also when it was too much at once (429), which the package leaves to its caller."""
        too_fast = response is not None and response[1] == HTTPStatus.TOO_MANY_REQUESTS
        if too_fast and num_retries < (max_network_retries or 0):
            return True
        return bool(super()._should_retry(response, api_connection_error, num_retries, max_network_retries))

    def _look(self, *, address: str, port: int) -> None:
        check_machine(address=address, private=self._named)
        if port != self._port:
            raise MachineRefused(why=Why.NO_MACHINE, address=f"{address}:{port}")


@lru_cache(maxsize=2)
def guarded_http(*, url: str, process: int) -> GuardedHttp:
    """One a process: sockets that were forked must not be used by the child. `process`: its id."""
    del process
    return GuardedHttp(url=url)
