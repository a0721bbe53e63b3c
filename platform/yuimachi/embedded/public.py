"""What settings, commands and tests use of the embedded server."""

from yuimachi.embedded.join import (
    DatabaseAddress,
    DatabaseFailed,
    database_address,
    hold_if_embedded,
    leave_database,
    running_database,
    testing_database,
)
from yuimachi.embedded.own_secret import own_secret
from yuimachi.embedded.programs import NotInstalled, binary
from yuimachi.embedded.state import DatabaseFolder, database_folder, state_folder
from yuimachi.embedded.stop import is_running, stop_database

__all__ = [
    "DatabaseAddress",
    "DatabaseFailed",
    "DatabaseFolder",
    "NotInstalled",
    "binary",
    "database_address",
    "database_folder",
    "hold_if_embedded",
    "is_running",
    "leave_database",
    "own_secret",
    "running_database",
    "state_folder",
    "stop_database",
    "testing_database",
]
