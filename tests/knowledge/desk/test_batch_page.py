"""The page of a batch: three hundred files in pages, few queries, the troubled ones first."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.desk.batch_board import MOST_PROBLEMS, board_of
from knowledge.models import Ingestion, IngestionBatch
from tenants.public import in_no_town
from tests.builders.documents import take_in

pytestmark = pytest.mark.django_db
FILES = 300


@pytest.fixture
def batch(people) -> IngestionBatch:
    """250 files are done, 10 wait for a worker, 40 are refused."""
    now, made = timezone.now(), IngestionBatch.objects.create(label="例規集", by=people.admin)
    rows = []
    for number in range(FILES):
        state, reason = ("done", "") if number < 250 else ("queued", "") if number < 260 else ("refused", "broken")
        over = now - timedelta(seconds=FILES - number) if state != "queued" else None
        claimed = now - timedelta(minutes=10) if over else None
        fields = {"state": state, "reason": reason, "finished_at": over, "claimed_at": claimed}
        rows.append(Ingestion(batch=made, file_name=f"{number:03}.pdf", queued_at=now, **fields))
    Ingestion.objects.bulk_create(rows)
    return made


def test_figures_are_of_the_whole_batch_and_rows_of_one_page(batch) -> None:
    with CaptureQueriesContext(connection) as asked:
        board = board_of(batch=batch, now=timezone.now(), number="3")
    assert len(asked) == 4
    assert (board.total, board.over, board.problem_count) == (FILES, 290, 40)
    assert (len(board.rows), board.rows[0].job.file_name) == (50, "100.pdf")
    assert (len(board.problems), board.further_problems) == (MOST_PROBLEMS, 20)
    assert board.minutes_left == 1  # ten at two seconds each, rounded up


def test_the_page_stays_small_leads_on_and_lists_only_what_needs_a_person(batch, people, town) -> None:
    client = Client(HTTP_HOST=town.host)
    client.force_login(people.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    path = f"/knowledge/batches/{batch.pk}/"
    with in_no_town():
        first = client.get(path).content.decode()
        last = client.get(f"{path}?page=6").content.decode()
        stuck = client.get(f"{path}?show=stuck").content.decode()
    assert "300件中 290件" in first
    assert "ほかに20件あります" in first
    assert [number for number in (0, 49, 50, 299) if f"{number:03}.pdf" in first] == [0, 49]
    assert "299.pdf" in last
    assert f'hx-get="{path}?page=6"' in last
    assert "299.pdf" in stuck
    assert "000.pdf" not in stuck
    assert len(first) < 120_000


def test_a_garbage_table_among_the_files_is_led_to_its_own_page(people, town) -> None:
    sheet = "品目,分別区分,出し方\nなべ,小型金属,袋に入れる\nふとん,粗大ごみ,申し込む\n"
    job = take_in(sheet, name="gomi.csv", by_id=people.admin.pk)
    client = Client(HTTP_HOST=town.host)
    client.force_login(people.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert job.version is not None
    with in_no_town():
        batch = client.get(f"/knowledge/batches/{job.batch_id}/").content.decode()
        document = client.get(f"/knowledge/documents/{job.version.document_id}/").content.decode()
    assert "ごみの表のようです" in batch
    assert "「ごみ」の画面を開く" in document
    assert all(page.count('href="/knowledge/garbage/"') > 1 for page in (batch, document))  # beside the menu's
