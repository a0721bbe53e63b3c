"""The HNSW index that each space has for itself: spaces differ in length, and an index holds one length."""

from django.db import connection
from psycopg import sql

MOST_DIMENSIONS = 4_000  # of a halfvec in an HNSW index of pgvector


def create_index(*, space_id: int, dimensions: int) -> None:
    """Make the index of a space that has no vectors yet, so that the lock on the table is short."""
    statement = sql.SQL(
        "CREATE INDEX {index} ON knowledge_passageembedding"
        " USING hnsw ((vector::halfvec({dimensions})) halfvec_ip_ops) WHERE space_id = {space}"
    ).format(index=_name(space_id), dimensions=sql.Literal(dimensions), space=sql.Literal(space_id))
    with connection.cursor() as cursor:
        cursor.execute(statement)


def drop_index(*, space_id: int) -> None:
    """Remove the index of a space, if it stands."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP INDEX IF EXISTS {}").format(_name(space_id)))


def _name(space_id: int) -> sql.Identifier:
    return sql.Identifier(f"embedding_of_space_{space_id}")
