"""Ports are held while a demo prepares itself, so that two beside each other never choose the same."""

import socket

from yuimachi.running.ports import free_port, hold_port


def test_a_held_port_is_nobody_elses_until_it_is_let_go() -> None:
    held = hold_port(first=8900)
    port = held.getsockname()[1]
    other = hold_port(first=port)
    assert other.getsockname()[1] > port
    assert free_port(first=port) not in (port, other.getsockname()[1])
    held.close()
    other.close()
    with socket.create_server(("127.0.0.1", port)):
        pass
