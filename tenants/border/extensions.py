"""pgvector stands in a schema of its own, so that no town needs the public schema on its path."""

from django.db import connections

from tenants.border.postgresql.base import EXTENSIONS_SCHEMA


def prepare_extensions(*, alias: str = "default") -> None:
    """Create the extensions schema and pgvector in it; moves an extension that was installed elsewhere."""
    with connections[alias].cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {EXTENSIONS_SCHEMA}")
        cursor.execute(f"CREATE EXTENSION IF NOT EXISTS vector SCHEMA {EXTENSIONS_SCHEMA}")
        cursor.execute(
            "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'vector'"
        )
        row = cursor.fetchone()
        if row and row[0] != EXTENSIONS_SCHEMA:
            cursor.execute(f"ALTER EXTENSION vector SET SCHEMA {EXTENSIONS_SCHEMA}")
