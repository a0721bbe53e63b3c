"""While a document is replaced, search finds the old text or the new one: never both, never none."""

import contextvars
import threading

from django.db import connection
from django.utils import timezone

from knowledge.public import find_passages
from knowledge.retrieving.found import RESIDENT
from tenants.public import in_town
from tests.builders.documents import LEAFLET, take_in
from tests.towns import test_town

REPLACEMENTS = 4
PRICES = ("500円", "501円", "502円", "503円", "504円")


def test_a_search_in_a_loop_never_misses_and_never_mixes(committed_database) -> None:
    seen: list[frozenset[str]] = []
    failures: list[BaseException] = []
    over = threading.Event()

    def search() -> None:
        try:
            while not over.is_set():
                found = find_passages(query="粗大ごみの手数料", asker=RESIDENT, today=timezone.localdate())
                texts = " ".join(each.text for each in found)
                fees = {price for price in PRICES if price in texts}
                seen.append(frozenset(fees))
        except BaseException as failure:  # noqa: BLE001  handed on to the test's own thread
            failures.append(failure)
        finally:
            connection.close()

    with in_town(test_town(0)):
        take_in(LEAFLET)
        thread = threading.Thread(target=contextvars.copy_context().run, args=(search,))
        thread.start()
        try:
            for number in range(1, REPLACEMENTS + 1):
                take_in(LEAFLET.replace("500円", f"{500 + number}円"))
        finally:
            over.set()
            thread.join()
    assert not failures
    assert len(seen) > REPLACEMENTS
    assert {len(fees) for fees in seen} == {1}
