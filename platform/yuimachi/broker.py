"""The task queues on PostgreSQL, for places without Redis or RabbitMQ: their own database beside the product's."""

from collections.abc import Iterable, Mapping
from typing import Any

import psycopg
from pgmq.install import install_pgmq_from_sql
from psycopg import sql
from psycopg.conninfo import make_conninfo

_INSTALL_LOCK = 0x59554951  # "YUIQ": one process installs, the others wait
_NO_SUCH_DATABASE = "3D000"


def broker_conninfo(*, database: Mapping[str, Any]) -> str:
    """libpq connection string of the queues' database, `<name>_broker`, from Django's settings of the product's one."""
    words = {"dbname": f"{database['NAME']}_broker", "user": database["USER"], "password": database["PASSWORD"]}
    words |= {"host": database["HOST"], "port": str(database["PORT"])}
    options = database.get("OPTIONS", {})
    words |= {name: str(options[name]) for name in ("sslmode", "sslrootcert", "sslcert", "sslkey") if name in options}
    return make_conninfo("", **{name: word for name, word in words.items() if word})


def prepare_broker(*, conninfo: str) -> None:
    """Make the queues' database and its functions unless they stand. Raises psycopg.Error when that is not allowed:
    then an administrator creates the database once, or BROKER_URL names another broker."""
    try:
        connection = psycopg.connect(conninfo, connect_timeout=10)
    except psycopg.OperationalError as failure:
        if failure.sqlstate != _NO_SUCH_DATABASE and "does not exist" not in str(failure):
            raise
        _create_database(conninfo)
        connection = psycopg.connect(conninfo, connect_timeout=10)
    with connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_INSTALL_LOCK])
        there = connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'pgmq'").fetchone()
        if there is None:
            install_pgmq_from_sql(conn=connection)


def release_unfinished(*, conninfo: str, queues: Iterable[str]) -> int:
    """Give back the messages that a dead worker had read, so that they need not wait for the visibility time-out.
    Only for whoever knows that no worker of these queues lives. Returns how many were given back."""
    released = 0
    with psycopg.connect(conninfo, connect_timeout=10) as connection:
        there = {row[0] for row in connection.execute("SELECT queue_name FROM pgmq.list_queues()")}
        for queue in there.intersection(queues):
            table = sql.Identifier("pgmq", f"q_{queue}")
            release = sql.SQL("UPDATE {} SET vt = clock_timestamp() WHERE read_ct > 0 AND vt > clock_timestamp()")
            released += connection.execute(release.format(table)).rowcount
    return released


def _create_database(conninfo: str) -> None:
    name = psycopg.conninfo.conninfo_to_dict(conninfo)["dbname"]
    with psycopg.connect(make_conninfo(conninfo, dbname="postgres"), autocommit=True, connect_timeout=10) as connection:
        try:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(str(name))))
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            return  # another process was faster
