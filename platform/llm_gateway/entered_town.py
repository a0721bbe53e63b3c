"""The town that is entered, as the gateway sees it: the name of a schema. The border itself stands in tenants."""

from django.db import connection

from llm_gateway.endpoint import Route


class WrongTown(RuntimeError):
    """A route was loaded in one town and used in another. A bug of the caller."""


def entered_schema() -> str:
    """Name of the entered schema; outside of any place a name that no schema has. Opens no connection."""
    return str(connection.schema_name)  # type: ignore[attr-defined]  # the border's backend has it


def check_town(*, route: Route) -> None:
    """Raise WrongTown unless the route was loaded in the schema that is entered now."""
    entered = entered_schema()
    if route.schema_name != entered:
        raise WrongTown(f"route of {route.schema_name}, entered is {entered}")
