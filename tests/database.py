"""The test database: a template with two opened towns, copied in a blink for each worker or test that commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from asgiref.sync import SyncToAsync
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone
from psycopg import sql

from tests.towns import TEST_TOWNS

_BUILD_LOCK = 7412


def connect_to(url: str) -> None:
    """Point Django's default connection at a server; the database's name follows later."""
    from yuimachi.settings.database import database  # the one place that knows the form

    values = database(url=url, pool=False)
    for key in ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS", "NAME"):
        settings.DATABASES["default"][key] = values[key]
        connection.settings_dict[key] = values[key]


def _use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _close_in_the_thread_of_async_tests() -> None:
    """`sync_to_async` works in one thread for all tests; its connection would outlive the database it leads to."""
    SyncToAsync.single_thread_executor.submit(connections.close_all).result(timeout=30)


def _administer(url: str) -> psycopg.Connection[Any]:
    return psycopg.connect(url, autocommit=True, dbname="postgres")


def template_database(url: str) -> str:
    """Name of a database with the present migrations and the two towns of `tests.towns`; built once for all."""
    from tenants.opening.blueprint import fingerprint

    name = f"yuimachi_template_{fingerprint()[:12]}"
    with _administer(url) as admin:
        admin.execute("SELECT pg_advisory_lock(%s)", [_BUILD_LOCK])
        if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        building = f"{name}_building"
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(building)))
        admin.execute(sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(sql.Identifier(building)))
        _use(building)
        call_command("prepare_database", verbosity=0)
        _open_test_towns()
        connections.close_all()
        admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(building), sql.Identifier(name)))
    return name


def _open_test_towns() -> None:
    from tenants.models import Consortium
    from tenants.opening.open_town import open_town
    from tenants.public import in_public

    with in_public():
        consortium = Consortium.objects.create(name="試験協議会")
    for listed, host in TEST_TOWNS:
        open_town(
            municipality=listed,
            consortium_id=consortium.pk,
            admin_email=f"admin@{host}.example",
            host=host,
            opened_by="試験",
            now=timezone.now(),
            furnished=False,
        )


@contextmanager
def copied_database(url: str, name: str) -> Iterator[None]:
    """Work in a fresh copy of the template called `name`; dropped at the end."""
    template = template_database(url)
    identifier = sql.Identifier(name)
    with _administer(url) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(identifier))
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(identifier, sql.Identifier(template)))
    before = str(connection.settings_dict["NAME"])
    _use(name)
    try:
        yield
    finally:
        connections.close_all()
        _close_in_the_thread_of_async_tests()
        _use(before)
        with _administer(url) as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(identifier))
