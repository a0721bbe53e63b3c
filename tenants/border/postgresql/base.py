"""django-tenants' backend with the tenant taken from the context, never from the connection.

Stock, the tenant is an attribute of a thread's connection: coroutines, `sync_to_async` threads and background threads
disagree about it and read the other town (measured). Here every cursor asks the context and issues `SET search_path`
when it differs from what this connection last applied. Outside a place the path names a schema that does not exist.
"""

from typing import Any

from django_tenants.postgresql_backend import base

from tenants.border.current import NOWHERE, PUBLIC_SCHEMA, Place, current_place, enter

EXTENSIONS_SCHEMA = "extensions"  # where pgvector's types live, so that no town needs `public` on its path
_OUTSIDE = Place(NOWHERE)


class DatabaseWrapper(base.DatabaseWrapper):  # type: ignore[misc]
    """One connection; its search path is brought to the entered place before each cursor."""

    display_name = "PostgreSQL, a schema a town"
    _booted = False

    @property
    def tenant(self) -> Place:
        """The entered place; outside of any, one whose schema does not exist."""
        return current_place() or _OUTSIDE

    @tenant.setter
    def tenant(self, value: Any) -> None:
        """Ignored: django-tenants initialises attributes that the context owns here."""

    @property
    def schema_name(self) -> str:
        """Schema of the entered place."""
        return self.tenant.schema_name

    @schema_name.setter
    def schema_name(self, value: Any) -> None:
        """Ignored, see `tenant`."""

    def set_tenant(self, tenant: Any, include_public: bool = False) -> None:
        """Enter `tenant` for the rest of the context; the first call comes from __init__ and must not."""
        if self._booted:
            enter(tenant if isinstance(tenant, Place) else Place(tenant.schema_name))
        self._booted = True
        self.search_path_set_schemas = None

    def set_schema_to_public(self) -> None:
        """django-tenants' own commands call this; enters the operator's place."""
        self.set_tenant(Place(PUBLIC_SCHEMA))

    def _get_cursor_search_paths(self) -> list[str]:
        return [self.schema_name, EXTENSIONS_SCHEMA]

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self.search_path_set_schemas != self._get_cursor_search_paths():
            self.search_path_set_schemas = None
        super()._handle_search_path(cursor)
