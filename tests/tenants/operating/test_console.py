"""The operator's console: figures that the towns' rounds wrote, alerts with their next step, few queries."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.utils import timezone

from knowledge.models import Ingestion, IngestionBatch
from tenants.models import Consortium, Municipality, TownAlert, TownMonth, TownStanding
from tenants.operating.alerts import AlertKind, AlertLevel, register_alert
from tenants.operating.towns import Wanted, town_list
from tenants.public import in_public, in_town, note_backup, take_figures
from tests.tenants.operators import at_the_console, operator
from tests.towns import settle

MOST_QUERIES = 10


@pytest.fixture
def console(db):
    """An operator, signed in."""
    return at_the_console(operator())


def many_towns(count: int) -> None:
    """Rows of towns with their standing, as if they were open; no schema stands behind them."""
    now = timezone.now()
    with in_public():
        made = Municipality.objects.bulk_create(
            Municipality(
                schema_name=f"none_{n}",
                code=f"{n:06d}",
                name=f"第{n}町",
                kana=f"だい{n:04d}",
                prefecture="県",
                consortium=Consortium.objects.get(),
                opened_at=now,
            )
            for n in range(count)
        )
        figures = ({"people": n, "passages": n % 7, "calls": n, "cost": n / 3, "charge": 900, "margin": 900 - n / 3}
                   for n in range(count))  # fmt: skip
        TownStanding.objects.bulk_create(
            TownStanding(town=town, figures=one, taken_at=now) for town, one in zip(made, figures, strict=True)
        )
        TownAlert.objects.bulk_create(
            TownAlert(town=town, kind="allowance_near", detail={"percent": 92}, since=now) for town in made[::5]
        )


@pytest.mark.parametrize("query", ["", "?sort=-margin", "?sort=-health&health=warning", "?q=第1&page=3&sort=people"])
def test_all_towns_of_japan_are_listed_in_few_queries(console, towns, query, django_assert_max_num_queries) -> None:
    many_towns(300)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = console.get(f"/towns/{query}")
    assert page.status_code == HTTPStatus.OK
    with django_assert_max_num_queries(2 * MOST_QUERIES):  # each sort of alert looks for itself
        assert "ほか" in console.get("/").content.decode()


def test_the_list_is_sorted_filtered_and_searched(towns) -> None:
    many_towns(60)

    def names(**wanted: str) -> list[str]:
        return [row.name for row in town_list(wanted=Wanted(**wanted)).rows]

    assert names(sort="-margin")[:2] == ["第0町", "第1町"]
    assert names(sort="-people")[:2] == ["第59町", "第58町"]

    assert set(names(health="warning")) == {f"第{n}町" for n in range(0, 60, 5)}
    assert names(words="甲野") == ["甲野町"]
    assert names(state="suspended") == []
    assert len(names(number="2")) == 12
    assert names(sort="no such column")[0] == "第0町"


def test_a_round_puts_down_counts_and_alerts_and_takes_them_back(towns, console) -> None:
    town, now = towns[0], timezone.now()
    settle(town)
    with in_town(town):
        batch = IngestionBatch.objects.create(label="秘密の件名")
        job = Ingestion.objects.create(batch=batch, file_name="秘密.pdf", queued_at=now - timedelta(hours=5))
        take_figures(now=now)
        take_figures(now=now)
    with in_public():
        standing = TownStanding.objects.get(town_id=town.id)
        assert standing.figures["people"] == 5
        assert standing.figures["calls"] == 0
        assert standing.figures["charge"] is None
        assert TownMonth.objects.filter(town_id=town.id).count() == 1
    page = console.get("/").content.decode()
    assert "資料の取込みが1件、進んでいません" in page
    assert "5時間前から" in page
    detail = console.get(f"/towns/{town.id}/").content.decode()
    assert "月ごとの推移" in detail
    assert "秘密" not in page + detail
    with in_town(town):
        Ingestion.objects.filter(pk=job.pk).update(state="done")
        take_figures(now=now)
    assert "進んでいません" not in console.get("/").content.decode()


def test_rounds_that_do_not_come_are_told(towns, console) -> None:
    with in_public():
        Municipality.objects.update(opened_at=timezone.now() - timedelta(days=2))
    assert "2の自治体の数字が3時間より古く" in console.get("/").content.decode()
    for town in towns:
        with in_town(town):
            take_figures(now=timezone.now())
    assert "1時間ごとの集計が止まっています" not in console.get("/").content.decode()


def test_backups_are_missed_noted_and_grow_old(towns, console) -> None:
    now = timezone.now()
    assert "データベースのバックアップの記録がありません" in console.get("/").content.decode()
    for what in ("database", "files"):
        note_backup(what=what, town=None, size=9, place="NAS", taken_at=now - timedelta(hours=25), now=now)
    home, health = console.get("/").content.decode(), console.get("/health/").content.decode()
    assert "バックアップの記録がありません" not in home
    assert "古くなっています" not in home
    assert "NAS" in health
    with in_public():
        from tenants.models import BackupNote

        BackupNote.objects.filter(what="files").update(taken_at=now - timedelta(days=3))
    assert "最後の記録から3日たちました" in console.get("/").content.decode()
    with pytest.raises(ValueError, match="未来"):
        note_backup(what="files", town=None, size=9, place="", taken_at=now + timedelta(hours=1), now=now)


def test_another_app_adds_an_alert(console, monkeypatch) -> None:
    from tenants.operating import alerts

    monkeypatch.setattr(alerts, "_lookers", {**alerts._lookers})
    kind = AlertKind("hooks", AlertLevel.WARNING, "通知の受取りが%(n)s件失敗", "理由", "直す", "operating:health")
    register_alert(kind, lambda _now: [{"n": 3}])
    assert "通知の受取りが3件失敗" in console.get("/").content.decode()
