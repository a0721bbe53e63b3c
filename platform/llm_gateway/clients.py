"""The client objects of the openai package: one connection pool an event loop, one for synchronous code.

The pools are shared by all endpoints (a pool sorts its connections by host itself), because a TLS context and a pool
for each of thousands of towns would cost megabytes each. They keep no cookies: nothing of one town's conversation with
a provider may travel with another's. The openai objects on top are thin and hold the key.
"""

import asyncio
import os
import ssl
from functools import cache, lru_cache
from http.cookiejar import DefaultCookiePolicy
from weakref import WeakKeyDictionary

import httpcore2
import httpx2
import openai

from llm_gateway import limits
from llm_gateway.addresses import check_base_url, look
from llm_gateway.endpoint import Endpoint
from llm_gateway.features import Flavour
from outbound.public import GuardedAsyncBackend, GuardedTransport

_NO_KEY = "none"  # the openai package insists on a key; servers without one ignore it
_pools: WeakKeyDictionary[asyncio.AbstractEventLoop, httpx2.AsyncClient] = WeakKeyDictionary()


class _AsyncTransport(httpx2.AsyncHTTPTransport):
    def __init__(self) -> None:
        super().__init__(verify=_tls())
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=_tls(),
            max_connections=limits.PARALLEL_CONNECTIONS,
            max_keepalive_connections=limits.KEPT_CONNECTIONS,
            keepalive_expiry=limits.KEPT_SECONDS,
            network_backend=GuardedAsyncBackend(look=look),
        )


def _sync_transport() -> GuardedTransport:
    return GuardedTransport(
        look=look,
        tls=_tls(),
        most=limits.PARALLEL_CONNECTIONS,
        kept=limits.KEPT_CONNECTIONS,
        kept_seconds=limits.KEPT_SECONDS,
    )


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def async_client(*, endpoint: Endpoint) -> openai.AsyncOpenAI:
    """A client for the running event loop. Raises AddressRefused. Redirects are not followed."""
    check_base_url(base_url=endpoint.base_url)
    pool = _pool()
    key = endpoint.api_key or _NO_KEY
    if endpoint.flavour == Flavour.AZURE:
        return openai.AsyncAzureOpenAI(
            azure_endpoint=endpoint.base_url,
            api_version=endpoint.api_version,
            api_key=key,
            http_client=pool,
            max_retries=0,
        )
    return openai.AsyncOpenAI(base_url=endpoint.base_url, api_key=key, http_client=pool, max_retries=0)


def sync_client(*, endpoint: Endpoint) -> openai.OpenAI:
    """A client for synchronous code; safe in threads. Raises AddressRefused. Redirects are not followed."""
    check_base_url(base_url=endpoint.base_url)
    pool = _sync_pool(os.getpid())
    key = endpoint.api_key or _NO_KEY
    if endpoint.flavour == Flavour.AZURE:
        return openai.AzureOpenAI(
            azure_endpoint=endpoint.base_url,
            api_version=endpoint.api_version,
            api_key=key,
            http_client=pool,
            max_retries=0,
        )
    return openai.OpenAI(base_url=endpoint.base_url, api_key=key, http_client=pool, max_retries=0)


async def close_clients() -> None:
    """Close the connections of the running event loop; for the end of a server, a command, a test."""
    pool = _pools.pop(asyncio.get_running_loop(), None)
    if pool is not None:
        await pool.aclose()


def _pool() -> httpx2.AsyncClient:
    loop = asyncio.get_running_loop()
    pool = _pools.get(loop)
    if pool is None:
        pool = _pools[loop] = httpx2.AsyncClient(transport=_AsyncTransport(), follow_redirects=False)
        pool.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return pool


@lru_cache(maxsize=1)
def _sync_pool(_process: int) -> httpx2.Client:
    """One a process: a pool that was forked with its sockets must not be used by the child."""
    pool = httpx2.Client(transport=_sync_transport(), follow_redirects=False)
    pool.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return pool
