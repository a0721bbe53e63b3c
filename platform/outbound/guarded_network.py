"""Connections that look at the machine they reached before a byte is sent: a name may not lead to a forbidden one.

Both looks are needed: the first keeps us from even knocking at a forbidden door (a scanner's question), the second
sees the peer itself, so that a name which answers differently the second time (DNS rebinding) gains nothing.
"""

import asyncio
import socket
from collections.abc import Iterable
from typing import Any, Protocol

import httpcore2

from outbound.machines import MachineRefused, NotAnAddress


class Look(Protocol):
    """Decides about one machine and port. Raises MachineRefused, or NotAnAddress for a name."""

    def __call__(self, *, address: str, port: int) -> None:
        """Nothing when the machine may be spoken to."""


class GuardedAsyncBackend(httpcore2.AsyncNetworkBackend):
    """For streams in an event loop."""

    def __init__(self, *, look: Look) -> None:
        self._look = look
        self._inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Raises httpcore2.ConnectError for a forbidden machine, as for one that does not answer."""
        if _is_name(host, port, self._look):
            _check(await _addresses(host, port, timeout), port, self._look)
        stream = await self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        try:
            _check([_peer(stream)], port, self._look)
        except httpcore2.ConnectError:
            await stream.aclose()
            raise
        return stream

    async def sleep(self, seconds: float) -> None:
        """Part of the interface."""
        await asyncio.sleep(seconds)


class GuardedBackend(httpcore2.NetworkBackend):
    """For calls from synchronous code."""

    def __init__(self, *, look: Look) -> None:
        self._look = look
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore2.NetworkStream:
        """As the asynchronous one."""
        if _is_name(host, port, self._look):
            try:
                found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            except OSError as unknown:
                raise httpcore2.ConnectError(str(unknown)) from unknown
            _check((str(entry[4][0]) for entry in found), port, self._look)
        stream = self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        try:
            _check([_peer(stream)], port, self._look)
        except httpcore2.ConnectError:
            stream.close()
            raise
        return stream


async def _addresses(host: str, port: int, seconds: float | None) -> list[str]:
    try:
        async with asyncio.timeout(seconds):
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except TimeoutError as slow:
        raise httpcore2.ConnectTimeout("the name was not resolved in time") from slow
    except OSError as unknown:
        raise httpcore2.ConnectError(str(unknown)) from unknown
    return [str(entry[4][0]) for entry in found]


def _is_name(host: str, port: int, look: Look) -> bool:
    """False for an IP address that may be used. Raises httpcore2.ConnectError for one that may not."""
    try:
        look(address=host, port=port)
    except NotAnAddress:
        return True
    except MachineRefused as refused:
        raise httpcore2.ConnectError(f"{host} is refused") from refused
    return False


def _peer(stream: httpcore2.NetworkStream | httpcore2.AsyncNetworkStream) -> str:
    address: Any = stream.get_extra_info("server_addr")
    return str(address[0])


def _check(addresses: Iterable[str], port: int, look: Look) -> None:
    for address in addresses:
        try:
            look(address=address, port=port)
        except (MachineRefused, NotAnAddress) as refused:
            raise httpcore2.ConnectError(f"{address} is refused") from refused
