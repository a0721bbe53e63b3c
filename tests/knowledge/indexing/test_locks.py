"""Replacing a text while the index is weighed anew: both wait in the same order, so neither is killed."""

import threading

from django.db import connection, transaction

from knowledge.indexing.town_lock import lock_index
from knowledge.ingesting import switch
from knowledge.models import Ingestion, Passage
from tenants.public import in_town
from tests.builders.documents import LEAFLET, take_in
from tests.towns import test_town


def test_a_version_is_put_into_service_while_somebody_weighs_its_passages(committed_database, monkeypatch) -> None:
    town = test_town(0)
    with in_town(town):
        take_in(LEAFLET)
    switching, weighing = threading.Event(), threading.Event()
    finish = switch._finish

    def slowly(*args) -> None:
        switching.set()
        weighing.wait(timeout=2)  # with the right order the other one stands before the index and never comes so far
        finish(*args)

    def weigh() -> None:
        switching.wait(timeout=30)
        with in_town(town), transaction.atomic():
            lock_index()
            weighing.set()
            Passage.objects.update(from_ocr=False)
        connection.close()

    monkeypatch.setattr(switch, "_finish", slowly)
    other = threading.Thread(target=weigh)
    other.start()
    with in_town(town):
        job = take_in(LEAFLET.replace("500円", "800円"))
        other.join(timeout=30)
        assert job.state == Ingestion.State.DONE
        assert "800円" in Passage.objects.get(current=True, text__contains="800円").text
