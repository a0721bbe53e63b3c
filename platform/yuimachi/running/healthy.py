"""Asks the running whole: does the web answer, are the queues free of what a dead worker held."""

import http
import http.client
import os
from collections.abc import Iterable

import psycopg

from yuimachi.broker import prepare_broker, release_unfinished
from yuimachi.embedded.public import database_address

_ASK_SECONDS = 5.0


def answers(*, host: str, port: int) -> bool:
    """Whether the web on loopback says for `host` that it is ready: code, database and schema."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_ASK_SECONDS)
    try:
        connection.request("GET", "/health/ready/", headers={"Host": f"{host}:{port}"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def give_back_unfinished(*, queues: Iterable[str]) -> None:
    """Before a worker starts, when none of these queues lives. Nothing for a broker that is not the database."""
    if os.environ.get("BROKER_URL") or os.environ.get("REDIS_URL"):
        return
    conninfo = os.environ.get("DATABASE_URL") and _beside(os.environ["DATABASE_URL"])
    conninfo = conninfo or database_address().broker_url
    prepare_broker(conninfo=conninfo)
    release_unfinished(conninfo=conninfo, queues=queues)


def _beside(url: str) -> str:
    words = psycopg.conninfo.conninfo_to_dict(url)
    return psycopg.conninfo.make_conninfo(url, dbname=f"{words.get('dbname', 'yuimachi')}_broker")
