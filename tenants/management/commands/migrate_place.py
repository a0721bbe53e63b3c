"""`manage.py migrate_place`: Django's own migrate within the entered schema; called by prepare_database."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder


class Command(Migrate):
    """Migrates the one schema that the caller entered."""

    help = "Migrate the entered schema (used by prepare_database; not for hand use)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Make sure the schema has a migration table of its own, then migrate."""
        MigrationRecorder(connections[options["database"]]).ensure_schema()
        super().handle(*args, **options)
