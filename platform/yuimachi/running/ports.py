"""Finds a port nobody listens on."""

import socket

FIRST_PORT = 8000
FIRST_SITE_PORT = 8790  # far from the others, so that it stays the same from start to start
_TRIED = 200
_LOOPBACK = "127.0.0.1"


class NoFreePort(RuntimeError):
    """Every tried port is taken."""


def free_port(*, first: int = FIRST_PORT) -> int:
    """The first free port on loopback from `first` upward. Raises NoFreePort."""
    for port in range(first, first + _TRIED):
        if _is_free(port):
            return port
    raise NoFreePort(f"ports {first} to {first + _TRIED - 1} are all taken")


def hold_port(*, first: int) -> socket.socket:
    """A socket on the first free port from `first`, which nobody else gets until it is closed. Raises NoFreePort.

    Preparing takes minutes the first time; two that start beside each other must not choose the same port meanwhile.
    """
    port = first
    while True:
        port = free_port(first=port)
        held = socket.socket()
        try:
            held.bind((_LOOPBACK, port))
        except OSError:
            held.close()
            port += 1
        else:
            return held


def _is_free(port: int) -> bool:
    for family, address in ((socket.AF_INET, _LOOPBACK), (socket.AF_INET6, "::1")):
        with socket.socket(family) as asked:
            if asked.connect_ex((address, port)) == 0:
                return False
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((_LOOPBACK, port))
        except OSError:
            return False
    return True
