"""The border's backend, but the embedded server is started when the first connection is wanted and not before.

So `manage.py --help`, `makemigrations --check` and the type checker start no server.
"""

from typing import Any

from tenants.border.postgresql import base
from yuimachi.embedded.join import running_database


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection to the embedded server."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Join the server (at once when this process already has), then connect or take from the pool."""
        running_database()
        return super().get_new_connection(conn_params)
