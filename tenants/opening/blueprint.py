"""The blueprint: SQL of a freshly migrated town, dumped once from a scratch database, from which towns are made.

Running the migrations for each town takes seconds; dumping from the live database reads its whole catalogue (115 s at
1,741 towns). So: an empty scratch database, one migration run, one `pg_dump`, kept in the public schema.
"""

import hashlib
import re
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

import allauth
import django
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from tenants.border.current import in_public, in_schema
from tenants.border.extensions import prepare_extensions
from tenants.models import Blueprint

SCHEMA_MARK: Final = "zz_blueprint_zz"  # schema name inside the dump; stands nowhere else in it
_SCRATCH: Final = "blueprint_scratch"
_TEMPLATE: Final = "yuimachi_template"  # made by an administrator where our role may not install pgvector itself


class BlueprintMissing(RuntimeError):
    """No blueprint for the present migrations; `manage.py prepare_database` builds it."""


@cache
def fingerprint() -> str:
    """SHA-256 over every migration's text and the versions of Django and allauth."""
    digest = hashlib.sha256(f"{django.__version__} {allauth.__version__}".encode())
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    for key in sorted(disk):
        module = __import__(disk[key].__module__, fromlist=["__file__"])
        digest.update(repr(key).encode())
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()


def current_blueprint() -> Blueprint:
    """The blueprint for the present migrations; one query. Raises BlueprintMissing."""
    with in_public():
        found = Blueprint.objects.filter(fingerprint=fingerprint()).first()
    if found is None:
        raise BlueprintMissing("no blueprint for these migrations: run `manage.py prepare_database`")
    return found


def build_blueprint(*, pg_dump: str) -> Blueprint:
    """Build and keep the blueprint unless it stands; drops those of earlier migrations."""
    with in_public():
        found = Blueprint.objects.filter(fingerprint=fingerprint()).first()
    if found:
        return found
    with _scratch_database() as alias:
        with in_schema(SCHEMA_MARK):
            call_command("migrate_place", database=alias, verbosity=0)
            tables = connections[alias].introspection.table_names()
        sql = _dump(alias=alias, pg_dump=pg_dump)
    with in_public():
        Blueprint.objects.exclude(fingerprint=fingerprint()).delete()
        made, _created = Blueprint.objects.get_or_create(
            fingerprint=fingerprint(), defaults={"sql": sql, "tables": sorted(tables)}
        )
    return made


@contextmanager
def _scratch_database() -> Iterator[str]:
    name = f"{_SCRATCH}_{uuid.uuid4().hex[:8]}"
    with in_public(), connections["default"].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate", [_TEMPLATE])
        template = _TEMPLATE if cursor.fetchone() else "template0"
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
    settings_dict: dict[str, Any] = {**connections["default"].settings_dict, "NAME": name}
    settings_dict["OPTIONS"] = {k: v for k, v in settings_dict["OPTIONS"].items() if k != "pool"}
    connections.databases[_SCRATCH] = settings_dict
    try:
        with in_public():
            prepare_extensions(alias=_SCRATCH)
            with connections[_SCRATCH].cursor() as cursor:
                cursor.execute(f"CREATE SCHEMA {SCHEMA_MARK}")
        yield _SCRATCH
    finally:
        connections[_SCRATCH].close()
        del connections[_SCRATCH]
        del connections.databases[_SCRATCH]
        with in_public(), connections["default"].cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _dump(*, alias: str, pg_dump: str) -> str:
    settings_dict = connections[alias].settings_dict
    place = {
        "PGHOST": settings_dict["HOST"],
        "PGPORT": settings_dict["PORT"],
        "PGUSER": settings_dict["USER"],
        "PGPASSWORD": settings_dict["PASSWORD"],
        "PGDATABASE": settings_dict["NAME"],
    }
    options = ["--no-owner", "--no-privileges", "--no-comments", "--inserts", "--rows-per-insert=500"]
    finished = subprocess.run(  # noqa: S603  our own binary, no shell
        [pg_dump, "-n", SCHEMA_MARK, *options],
        env={key: str(value) for key, value in place.items() if value},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return _clean(finished.stdout)


def _clean(dump: str) -> str:
    """Only statements that belong to the schema: no psql commands, no session settings."""
    kept = [
        line
        for line in dump.splitlines()
        if line.strip() and not re.match(r"(--|\\|SET |SELECT pg_catalog\.set_config)", line)
    ]
    return "\n".join(kept)
