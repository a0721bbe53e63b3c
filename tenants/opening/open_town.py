"""Open a town: schema from the blueprint, checked, its rows and the first admin's invitation, all or nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from tenants.border.current import Town, in_public, in_town
from tenants.border.middleware import forget_hosts
from tenants.joining.invite import Invited, invite
from tenants.models import Consortium, Domain, Municipality, Policy, Profile
from tenants.opening.blueprint import SCHEMA_MARK, current_blueprint
from tenants.opening.furnishing import furnish
from tenants.opening.municipality_list import ListedMunicipality
from tenants.roles import Role


class TownNotOpened(ValueError):
    """Why the town was not opened, in the reader's language. Nothing was left behind."""


@dataclass(frozen=True, slots=True)
class OpenedTown:
    """A town that now stands, with its admin's invitation."""

    town: Town
    invited: Invited


def open_town(
    *,
    municipality: ListedMunicipality,
    consortium_id: int,
    admin_email: str,
    host: str,
    opened_by: str,
    now: datetime,
    admin_name: str = "",
    furnished: bool = True,
) -> OpenedTown:
    """Open the town of `municipality` at `host` (lower case, no port) and invite `admin_email`.

    `furnished`: other apps put in what every town begins with. One transaction; the invitation's mail goes out when it
    has been committed. Raises TownNotOpened when the code or the host is taken, BlueprintMissing when the database was
    not prepared.
    """
    if host == settings.OPERATOR_HOST:
        raise TownNotOpened(
            _("ホスト名%(host)sは運営の画面が使っています。別の名前を指定してください。") % {"host": host}
        )
    blueprint = current_blueprint()
    schema_name = schema_name_of(code=municipality.code)
    with transaction.atomic():
        with in_public():
            row = _register(municipality, schema_name, consortium_id, host, now)
            _build_schema(schema_name, blueprint.sql)
            _compare_tables(schema_name, blueprint.tables)
        town = row.as_town(host=host)
        with in_town(town):
            Profile.objects.create(kind=municipality.name[-1])
            Policy.objects.create()
            invited = invite(email=admin_email, name=admin_name, roles=(Role.ADMIN,), invited_by=opened_by, now=now)
            if furnished:
                furnish(now=now)
    forget_hosts()
    return OpenedTown(town, invited)


def schema_name_of(*, code: str) -> str:
    """Schema of a municipality code."""
    return f"town_{code}"


def host_of(*, slug: str) -> str:
    """Default host of a new town."""
    return f"{slug}.{settings.TOWN_HOST_SUFFIX}".lower()


def _register(
    municipality: ListedMunicipality, schema_name: str, consortium_id: int, host: str, now: datetime
) -> Municipality:
    try:
        with transaction.atomic():
            row = Municipality.objects.create(
                schema_name=schema_name,
                code=municipality.code,
                name=municipality.name,
                kana=municipality.kana,
                prefecture=municipality.prefecture,
                consortium=Consortium.objects.get(pk=consortium_id),
                opened_at=now,
            )
            Domain.objects.create(domain=host, tenant=row, is_primary=True)
    except IntegrityError as taken:
        words = {"name": municipality.name, "code": municipality.code, "host": host}
        if Municipality.objects.filter(code=municipality.code).exists():
            raise TownNotOpened(_("%(name)s（%(code)s）はすでに開設されています。") % words) from taken
        raise TownNotOpened(
            _("ホスト名%(host)sはほかの自治体が使っています。別の名前を指定してください。") % words
        ) from taken
    return row


def _build_schema(schema_name: str, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.replace(SCHEMA_MARK, schema_name))


def _compare_tables(schema_name: str, expected: list[str]) -> None:
    """A table that is missing here would be looked for elsewhere: the lists must be equal, or nothing is opened."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema_name])
        found = sorted(row[0] for row in cursor.fetchall())
    if found != expected:
        strange = sorted(set(found) ^ set(expected))
        raise TownNotOpened(_("スキーマの表が設計と一致しません: %(tables)s") % {"tables": ", ".join(strange)})
