"""A LINE of our own on loopback: keeps reply tokens and retry keys as LINE does, and fails as it is told."""

from tests.line_server.running import LineServer
from tests.line_server.state import Fault

__all__ = ["Fault", "LineServer"]
