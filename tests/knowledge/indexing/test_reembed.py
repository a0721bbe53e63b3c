"""A new space is filled beside the one in service and takes its place in one step."""

import contextvars
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from knowledge.indexing import reembed as reembedding
from knowledge.indexing.make_space import make_word_space
from knowledge.indexing.reembed import LEASE, RETIRED_KEPT, drop_retired, reembed
from knowledge.indexing.upkeep import Wanted, wanted_space
from knowledge.models import EmbeddingSpace, Passage, PassageEmbedding
from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import RESIDENT
from tenants.public import in_town
from tests.builders import knowledge as build
from tests.towns import test_town
from tests.yuimachi.worker import ROOT, present_database_url, wait_until

TODAY = date(2026, 11, 24)
TEXTS = [(f"{n}番窓口の手続き", f"{n}番窓口では、証明書{n}号の交付を受け付けます。") for n in range(1, 61)]
CANARY = ("浄化槽の補助金", "合併浄化槽の補助金は352,000円です。")


@pytest.fixture
def grown(committed_database: None):
    """A town, entered, with passages enough for a space of its own. Commits: an index is made in a transaction of
    its own, not behind pending writes."""
    with in_town(test_town(0)):
        build.passages(of=build.document(), texts=TEXTS)
        yield


def active() -> EmbeddingSpace:
    return EmbeddingSpace.objects.get(state=EmbeddingSpace.State.ACTIVE)


def vector_score(query: str) -> float | None:
    found = find_passages(query=query, asker=RESIDENT, today=TODAY)
    return next((each.vector_score for each in found if each.text == CANARY[1]), None)


def index_names() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()")
        return {row[0] for row in cursor.fetchall() if row[0].startswith("embedding_of_space")}


def test_a_new_town_has_a_space_and_nothing_better_to_want(town) -> None:
    assert active().kind == "words"
    assert wanted_space() is None


def test_a_town_that_has_grown_gets_a_space_fitted_on_its_own_words(grown) -> None:
    assert wanted_space() is Wanted.WORDS
    assert reembed(now=timezone.now())
    assert wanted_space() is None
    assert active().fitted_passages == len(TEXTS)
    assert PassageEmbedding.objects.filter(space=active()).count() == len(TEXTS)


def test_the_former_space_is_removed_after_a_moment(grown) -> None:
    former = active().pk
    reembed(now=timezone.now())
    drop_retired(now=timezone.now())
    assert PassageEmbedding.objects.filter(space=former).exists(), "a search may still be using it"
    drop_retired(now=timezone.now() + RETIRED_KEPT + timedelta(seconds=1))
    assert not EmbeddingSpace.objects.filter(pk=former).exists()
    assert index_names() == {f"embedding_of_space_{active().pk}"}


def test_a_passage_that_comes_in_meanwhile_is_in_the_new_space_too(grown, monkeypatch) -> None:
    of = build.document(title="あとから")
    fill, late = reembedding.embed_into, [CANARY]

    def with_a_late_passage(**words):
        if late:
            build.passages(of=of, texts=[late.pop()])
        return fill(**words)

    monkeypatch.setattr(reembedding, "embed_into", with_a_late_passage)
    assert reembed(now=timezone.now())
    assert PassageEmbedding.objects.filter(space=active()).count() == len(TEXTS) + 1


def test_two_workers_do_not_fill_the_same_space(grown) -> None:
    make_word_space()
    now = timezone.now()
    EmbeddingSpace.objects.filter(state="building").update(lease_until=now + LEASE)
    assert not reembed(now=now)
    assert reembed(now=now + LEASE + timedelta(seconds=1))


def test_search_has_no_gap_while_spaces_change(committed_database: None) -> None:
    with in_town(test_town(0)):
        of = build.document()
        build.passages(of=of, texts=[*TEXTS, CANARY])
        over, missed, searches = threading.Event(), [], []

        def keep_searching() -> None:
            while not over.is_set():
                score = vector_score("トイレの浄化槽にお金は出ますか")
                searches.append(score)
                if not score:
                    missed.append(score)
            connection.close()

        searcher = threading.Thread(target=contextvars.copy_context().run, args=[keep_searching])
        searcher.start()
        for number in range(3):
            make_word_space()
            assert reembed(now=timezone.now())
            build.passages(of=build.document(title=f"追加{number}"), texts=TEXTS[:5])
            drop_retired(now=timezone.now() + RETIRED_KEPT * 2)
        over.set()
        searcher.join()
    assert len(searches) > 3
    assert not missed


_WORKER = """
import django, time; django.setup()
from django.utils import timezone
from knowledge.indexing import reembed as module
from tenants.public import in_town
from tests.towns import test_town
fill, module._BATCH = module.embed_into, 10
def slowly(**words):
    done = fill(**words); time.sleep(0.3); return done
module.embed_into = slowly
with in_town(test_town(0)):
    module.reembed(now=timezone.now())
"""


def test_a_killed_worker_loses_nothing_and_the_next_one_goes_on(committed_database: None, tmp_path: Path) -> None:
    with in_town(test_town(0)):
        build.passages(of=build.document(), texts=[*TEXTS, CANARY])
        former = active().pk
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "yuimachi.settings.testing",
            "YUIMACHI_TEST_DATABASE_URL": present_database_url(),
            "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}",
        }
        with (tmp_path / "worker.log").open("wb") as log:
            worker = subprocess.Popen([sys.executable, "-c", _WORKER], env=environment, cwd=ROOT, stderr=log)
        written = PassageEmbedding.objects.exclude(space=former)
        assert wait_until(lambda: written.count() >= 20), (tmp_path / "worker.log").read_text()
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        half = written.count()
        assert half < len(TEXTS) + 1
        assert active().pk == former
        assert vector_score("トイレの浄化槽にお金は出ますか")
        time.sleep(0.1)
        assert reembed(now=timezone.now() + LEASE * 2)
        assert written.count() == Passage.objects.count() == len(TEXTS) + 1
        assert EmbeddingSpace.objects.filter(state="building").count() == 0
