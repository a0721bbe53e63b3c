"""A town for a while: opened like every other, removed at the end with its schema and files. For benches and drills."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from tenants.border.current import Town, in_public, in_town
from tenants.border.middleware import forget_hosts
from tenants.models import Consortium, Domain, Municipality, OpenWork
from tenants.opening.municipality_list import ListedMunicipality, check_digit
from tenants.opening.open_town import open_town

_PREFECTURE = 98  # beyond Japan's 47, beside 99 of demo and tests
_NAME = "計測町"
_CONSORTIUM = "計測用"
_ADMIN = "nobody@scratch.invalid"  # a reserved name: mail to it is never sent


@contextmanager
def scratch_town(*, now: datetime) -> Iterator[Town]:
    """Open a fictional town, enter it, and remove everything of it when the block ends, also after an error.

    Raises BlueprintMissing when the database was not prepared.
    """
    town = open_scratch_town(now=now)
    try:
        with in_town(town):
            yield town
    finally:
        remove_scratch_town(town=town)


def open_scratch_town(*, now: datetime) -> Town:
    """Open a fictional town under a code that is free. The caller removes it."""
    code = _free_code()
    with in_public():
        consortium, _made = Consortium.objects.get_or_create(name=_CONSORTIUM)
    opened = open_town(
        municipality=ListedMunicipality(code, _NAME, "けいそくちょう", "試験県"),
        consortium_id=consortium.pk,
        admin_email=_ADMIN,
        host=f"scratch-{code}.{settings.TOWN_HOST_SUFFIX}",
        opened_by="計測",
        now=now,
        furnished=False,
    )
    return opened.town


def remove_scratch_town(*, town: Town) -> None:
    """Drop the town's schema, rows and files. Raises ValueError for a town that is no scratch town."""
    if not town.code.startswith(str(_PREFECTURE)):
        raise ValueError(f"{town.code} is no scratch town")
    with in_public(), transaction.atomic():
        OpenWork.objects.filter(schema_name=town.schema_name).delete()
        Domain.objects.filter(tenant=town.id).delete()
        Municipality.objects.filter(pk=town.id).delete()
        if not Municipality.objects.filter(consortium__name=_CONSORTIUM).exists():
            Consortium.objects.filter(name=_CONSORTIUM).delete()
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(town.schema_name)))
    forget_hosts()
    shutil.rmtree(Path(settings.MEDIA_ROOT) / town.schema_name, ignore_errors=True)


def _free_code() -> str:
    with in_public():
        taken = set(Municipality.objects.filter(code__startswith=str(_PREFECTURE)).values_list("code", flat=True))
    while True:
        first = f"{_PREFECTURE}{secrets.randbelow(1000):03d}"
        code = f"{first}{check_digit(first_five=first)}"
        if code not in taken:
            return code
