"""httpx's transport for synchronous code, on guarded connections."""

import ssl

import httpcore2
import httpx2

from outbound.guarded_network import GuardedBackend, Look


class GuardedTransport(httpx2.HTTPTransport):
    """At most `most` connections at once, `kept` of them for `kept_seconds`; each peer is looked at by `look`."""

    def __init__(self, *, look: Look, tls: ssl.SSLContext, most: int, kept: int, kept_seconds: float) -> None:
        super().__init__(verify=tls)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=tls,
            max_connections=most,
            max_keepalive_connections=kept,
            keepalive_expiry=kept_seconds,
            network_backend=GuardedBackend(look=look),
        )
