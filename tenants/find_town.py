"""Finding towns for commands, tasks and the operator: by code, by the first label of the host, or by name."""

from tenants.border.current import Town, in_public
from tenants.models import Municipality


class TownUnknown(LookupError):
    """No opened town, or more than one, fits the words; the message lists what there is."""


def all_towns(*, suspended: bool = False) -> tuple[Town, ...]:
    """Every opened town, with `suspended` also those that are closed for now. One query."""
    with in_public():
        rows = Municipality.objects.with_host().order_by("code")
        if not suspended:
            rows = rows.serving()
        return tuple(row.as_town(host=row.host) for row in rows)


def town_of_schema(*, schema_name: str) -> Town:
    """The town of a schema name, as tasks carry it. Raises TownUnknown."""
    with in_public():
        row = Municipality.objects.with_host().filter(schema_name=schema_name).first()
    if row is None:
        raise TownUnknown(f"no town has the schema {schema_name!r}")
    return row.as_town(host=row.host)


def find_town(*, words: str) -> Town:
    """The one town that the words name: code, slug (first label of its host) or name. Raises TownUnknown."""
    towns = all_towns(suspended=True)
    fitting = [town for town in towns if words in (town.code, town.name, town.host, town.host.split(".")[0])]
    if len(fitting) == 1:
        return fitting[0]
    known = ", ".join(f"{town.code} {town.host.split('.')[0]} {town.name}" for town in towns) or "none is opened"
    raise TownUnknown(f"{words!r} names no single town. Known: {known}")
