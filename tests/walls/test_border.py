"""Every measured hazard of tenancy, shut: context, threads, tasks, ContentType, cache, files, signed values."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.sync import sync_to_async
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.signing import BadSignature
from django.db import ProgrammingError, connection, transaction

from tenants.models import Section
from tenants.public import NoTown, Town, in_no_town, in_public, in_town, sign, unsign

ROUNDS = 150
Pair = tuple[Town, Town]


@pytest.fixture
def named_towns(committed_database: None) -> Pair:
    """Two towns whose only section carries the town's own name."""
    from tests.towns import test_town

    pair = test_town(0), test_town(1)
    for town in pair:
        with in_town(town):
            Section.objects.create(key="one", name=town.name)
    return pair


def _name_seen() -> str:
    return Section.objects.get().name


async def _ask_often(town: Town, *, thread_sensitive: bool) -> list[str]:
    seen = []
    with in_town(town):
        for _ in range(ROUNDS):
            seen.append(await sync_to_async(_name_seen, thread_sensitive=thread_sensitive)())
            await asyncio.sleep(0)
    return seen


@pytest.mark.parametrize("thread_sensitive", [True, False])
async def test_interleaved_coroutines_read_only_their_own_town(named_towns: Pair, thread_sensitive: bool) -> None:
    a, b = named_towns
    coroutines = [_ask_often(town, thread_sensitive=thread_sensitive) for town in (a, b, a, b)]
    seen = await asyncio.gather(*coroutines)
    await sync_to_async(lambda: connection.close())()  # noqa: PLW0108  `connection.close` binds this thread's connection
    assert [set(names) for names in seen] == [{a.name}, {b.name}, {a.name}, {b.name}]


def test_threads_that_switch_towns_read_only_the_entered_one(named_towns: Pair) -> None:
    def wander(offset: int) -> int:
        wrong = 0
        for step in range(ROUNDS):
            town = named_towns[(step + offset) % 2]
            with in_town(town):
                wrong += _name_seen() != town.name
        connection.close()
        return wrong

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(wander, range(8))) == 0


def test_a_new_thread_starts_without_a_town(named_towns: Pair) -> None:
    raised: list[BaseException] = []

    def look() -> None:
        try:
            Section.objects.count()
        except ProgrammingError as error:
            raised.append(error)
        finally:
            connection.close()

    with in_town(named_towns[0]):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert raised


def test_a_task_made_in_a_town_stays_there_when_the_maker_moves_on(named_towns: Pair) -> None:
    async def main() -> tuple[str, str]:
        with in_town(named_towns[0]):
            first = asyncio.create_task(sync_to_async(_name_seen, thread_sensitive=False)())
        with in_town(named_towns[1]):
            second = asyncio.create_task(sync_to_async(_name_seen, thread_sensitive=False)())
        return await first, await second

    assert asyncio.run(main()) == (named_towns[0].name, named_towns[1].name)


def test_nested_places_return_to_the_outer_one_also_after_an_error(towns: Pair) -> None:
    a, b = towns
    with in_town(a):
        Section.objects.create(key="a", name="甲の課")
        with pytest.raises(ZeroDivisionError), in_town(b):
            1 / 0  # noqa: B018  any error
        assert Section.objects.get().name == "甲の課"


def test_rolling_back_does_not_leave_the_connection_in_the_other_town(towns: Pair) -> None:
    a, b = towns
    with in_town(a):
        Section.objects.create(key="a", name="甲の課")
    with in_town(b), transaction.atomic():
        Section.objects.create(key="b", name="乙の課")
        transaction.set_rollback(True)
    with in_town(b):
        assert not Section.objects.exists()
    with in_town(a):
        assert Section.objects.get().name == "甲の課"


def test_content_types_are_cached_a_schema(towns: Pair) -> None:
    a, b = towns
    with in_town(a), connection.cursor() as cursor:
        cursor.execute("UPDATE django_content_type SET id = id + 5000 WHERE model = 'section' RETURNING id")
        moved = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE auth_permission SET content_type_id = %s WHERE content_type_id = %s", [moved, moved - 5000]
        )
    for town in (a, b, a):
        with in_town(town):
            cached = ContentType.objects.get_for_model(Section).pk
            stored = ContentType.objects.filter(app_label="tenants", model="section").values_list("pk", flat=True).get()
            assert cached == stored


def test_a_cache_key_of_one_town_is_empty_in_the_other_and_refused_outside(towns: Pair) -> None:
    with in_town(towns[0]):
        cache.set("greeting", "甲")
    with in_town(towns[1]):
        assert cache.get("greeting") is None
    with in_public():
        assert cache.get("greeting") is None
    with in_no_town(), pytest.raises(NoTown):
        cache.get("greeting")


def test_a_file_of_one_town_cannot_be_spelled_in_the_other(towns: Pair) -> None:
    with in_town(towns[0]):
        name = default_storage.save("secret.txt", ContentFile(b"kou"))
    with in_town(towns[1]):
        assert not default_storage.exists(name)
        with pytest.raises(SuspiciousFileOperation):
            default_storage.open(f"../{towns[0].schema_name}/{name}")
    with in_no_town(), pytest.raises(NoTown):
        default_storage.exists(name)
    with in_town(towns[0]):
        default_storage.delete(name)


def test_a_signed_value_is_worthless_in_the_other_town(towns: Pair) -> None:
    with in_town(towns[0]):
        signed = sign(value={"passage": 1}, purpose="citation")
        assert unsign(signed=signed, purpose="citation", max_age_seconds=60) == {"passage": 1}
        with pytest.raises(BadSignature):
            unsign(signed=signed, purpose="other", max_age_seconds=60)
    with in_town(towns[1]), pytest.raises(BadSignature):
        unsign(signed=signed, purpose="citation", max_age_seconds=60)


def test_no_foreign_key_leaves_a_town(towns: Pair) -> None:
    with in_public(), connection.cursor() as cursor:
        cursor.execute(
            """SELECT c.conname FROM pg_constraint c
               JOIN pg_class a ON a.oid = c.conrelid JOIN pg_class b ON b.oid = c.confrelid
               WHERE c.contype = 'f' AND a.relnamespace <> b.relnamespace"""
        )
        assert cursor.fetchall() == []


def test_a_returned_pool_connection_finds_no_table(database_url: str, django_db_setup: None) -> None:
    import psycopg

    from yuimachi.settings.database import leave_every_town

    with psycopg.connect(database_url, dbname=connection.settings_dict["NAME"]) as raw:
        raw.execute("SET search_path = town_990116")
        raw.commit()
        leave_every_town(raw)
        with pytest.raises(psycopg.errors.UndefinedTable):
            raw.execute("SELECT count(*) FROM tenants_section")
