"""Exports of the log: made by a worker, safe in spreadsheets, surviving kill -9, gone after a day, walled by person."""

import csv
import io
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from assistants.exporting import run as running
from assistants.exporting.run import FOLDER, work_on
from assistants.exporting.upkeep import forget_exports, sweep_exports
from assistants.models import LogExport
from audit_log.models import Entry
from tenants.models import Membership, Section
from tenants.public import in_town
from tests.builders.handovers import conversation, turn
from tests.yuimachi.worker import ROOT, present_database_url, wait_until

LATER = timedelta(minutes=5)


def clerk(town, person) -> Client:
    client = Client(HTTP_HOST=town.host)
    client.force_login(person)
    return client


def started(client: Client, query: str = "", kind: str = "csv") -> LogExport:
    response = client.post(f"/conversations/exports/?{query}", {"kind": kind})
    assert response.status_code == 302
    row = LogExport.objects.latest("queued_at")
    assert response["Location"] == f"/conversations/exports/{row.pk}/"
    return row


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_is_what_the_list_shows_safe_in_spreadsheets_and_recorded(people, town, kind):
    turn(of=conversation(), question='=HYPERLINK("http://x")', answer="-1+1", outcome="answered")
    turn(of=conversation(), question="見つからなかった質問", outcome="not_found")
    turn(of=conversation(channel="staff"), question="職員の質問", outcome="answered")
    client = clerk(town, people.auditor)
    row = started(client, f"outcome=answered&since={timezone.localdate()}", kind)
    board = f"/conversations/exports/{row.pk}/"
    assert "順番を待っています" in client.get(board).content.decode()
    assert client.get(f"{board}file/").status_code == 404
    assert work_on(export_id=row.pk) == LogExport.State.DONE
    assert work_on(export_id=row.pk) is None
    page = client.get(board, headers={"HX-Request": "true"}).content.decode()
    assert "1件を書き出しました" in page
    assert "hx-get" not in page
    response = client.get(f"{board}file/")
    content = b"".join(response.streaming_content)
    if kind == "csv":
        rows = lines(content)
    else:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0][1].startswith("質問")
    assert [row[1] for row in rows[1:]] == ['\'=HYPERLINK("http://x")']
    assert rows[1][3] == "'-1+1"
    assert Entry.objects.get(action="assistants.conversations.exported").detail["count"] == 1
    assert "書き出したファイル" in client.get("/conversations/").content.decode()


def test_more_rows_than_one_reading_come_out_once_each_in_order_and_the_newest_count(people, town, monkeypatch):
    monkeypatch.setattr(running.limits, "AT_ONCE", 2)
    held, now = conversation(), timezone.now()
    for number in range(7):  # two of a moment each
        turn(of=held, question=str(number), at=now - timedelta(hours=number // 2))
    row = started(clerk(town, people.admin))
    assert work_on(export_id=row.pk) == LogExport.State.DONE
    row.refresh_from_db()
    assert (row.written, row.total) == (7, 7)
    found = [line[1] for line in lines(default_storage.open(row.file).read())[1:]]
    assert sorted(found) == [str(number) for number in range(7)]
    assert [int(one) // 2 for one in found] == [0, 0, 1, 1, 2, 2, 3]
    monkeypatch.setattr(running.limits, "MOST_ROWS", 3)
    row = started(clerk(town, people.admin))
    work_on(export_id=row.pk)
    assert len(lines(default_storage.open(LogExport.objects.get(pk=row.pk).file).read())) == 4


def test_one_at_a_time_and_a_stopped_one_is_left(people, town, monkeypatch):
    turn(of=conversation())
    client = clerk(town, people.admin)
    first = started(client)
    again = client.post("/conversations/exports/", {"kind": "csv"})
    assert again["Location"] == f"/conversations/exports/{first.pk}/"
    assert LogExport.objects.count() == 1
    count = running._all

    def stopped(*given):
        client.post(f"/conversations/exports/{first.pk}/stop/")
        yield from count(*given)

    monkeypatch.setattr(running, "_all", stopped)
    assert work_on(export_id=first.pk) is None
    assert "書き出しを中止しました" in client.get(f"/conversations/exports/{first.pk}/").content.decode()
    assert LogExport.objects.get().file == ""


def test_an_export_is_its_makers_alone_and_only_while_they_may_read_all_of_it(people, town):
    desk = Section.objects.get(key="juumin")
    turn(of=conversation(), question="転入届は", section_id=desk.pk)
    turn(of=conversation(), question="税は", section_id=Section.objects.get(key="soumu").pk)
    client = clerk(town, people.head)
    row = started(client)
    work_on(export_id=row.pk)
    address = f"/conversations/exports/{row.pk}/"
    content = b"".join(client.get(f"{address}file/").streaming_content)
    assert [line[1] for line in lines(content)[1:]] == ["転入届は"]
    assert clerk(town, people.admin).get(f"{address}file/").status_code == 404
    assert clerk(town, people.member).get(address).status_code == 403
    Membership.objects.filter(person=people.head).update(section=Section.objects.get(key="soumu"))
    assert client.get(f"{address}file/").status_code == 404


def test_files_go_after_a_day_with_what_killed_workers_left(people, town):
    turn(of=conversation())
    client = clerk(town, people.admin)
    row = started(client)
    work_on(export_id=row.pk)
    row.refresh_from_db()
    default_storage.save(f"{FOLDER}/999999-1.csv", io.BytesIO(b"left behind"))
    assert forget_exports(now=timezone.now()) == 0
    assert default_storage.exists(row.file)
    assert not default_storage.exists(f"{FOLDER}/999999-1.csv")
    assert forget_exports(now=timezone.now() + timedelta(hours=25)) == 1
    assert not default_storage.exists(row.file)
    assert client.get(f"/conversations/exports/{row.pk}/").status_code == 404


def test_a_file_that_cannot_be_written_says_so(people, town, monkeypatch):
    def full(*_given, **_more):
        raise OSError("no space left")

    turn(of=conversation())
    client = clerk(town, people.admin)
    row = started(client)
    monkeypatch.setattr(running.default_storage, "save", full)
    assert work_on(export_id=row.pk) == LogExport.State.FAILED
    assert "書き出せませんでした" in client.get(f"/conversations/exports/{row.pk}/").content.decode()


_WORKER = """
import django; django.setup()
import time
from assistants.exporting import run
from tenants.public import in_town
from tests.towns import test_town
go_on = run._go_on
def slowly(row, **values):
    go_on(row, **values)
    if values.get("written"):
        time.sleep(60)
run._go_on = slowly
with in_town(test_town(0)):
    run.work_on(export_id={export})
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_writes_is_followed_and_the_file_is_whole(two, tmp_path: Path):
    from tests.towns import settle

    town = two[0]
    admin = settle(town).admin
    with in_town(town):
        held = conversation()
        for number in range(3):
            turn(of=held, question=str(number))
        now = timezone.now()
        row = LogExport.objects.create(person=admin, kind="csv", queued_at=now)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "yuimachi.settings.testing",
        "YUIMACHI_TEST_DATABASE_URL": present_database_url(),
        "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}",
    }

    def half_way() -> bool:
        with in_town(town):
            return LogExport.objects.get(pk=row.pk).written > 0

    with (tmp_path / "worker.log").open("wb") as log:
        words = [sys.executable, "-c", _WORKER.format(export=row.pk)]
        worker = subprocess.Popen(words, env=environment, cwd=ROOT, stderr=log)
    try:
        assert wait_until(half_way), (tmp_path / "worker.log").read_text()
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    with in_town(town):
        assert work_on(export_id=row.pk) is None, "its lease still runs"
        assert sweep_exports(now=timezone.now() + LATER) == 1
        LogExport.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        assert work_on(export_id=row.pk) == LogExport.State.DONE
        done = LogExport.objects.get(pk=row.pk)
        assert (done.attempts, done.written) == (2, 3)
        assert len(lines(default_storage.open(done.file).read())) == 4
