"""The pages of a web site as a source, from the first check to the report, as people see them."""

import pytest

from knowledge.crawling.start import start_run
from knowledge.models import CrawlRun, Document, Site
from tenants.public import in_no_town
from tests.knowledge.crawling.conftest import make_site, served_site  # noqa: F401  a fixture
from tests.knowledge.crawling.running import crawl, go_on, take_in_all
from tests.knowledge.crawling.site import Page, page
from tests.knowledge.desk.test_pages import client_of, get, post

pytestmark = pytest.mark.django_db
LIST = "/knowledge/sites/"
SETTINGS = {
    "beginning": "/", "takes_files": "on", "section": "", "release": "on", "schedule": "daily", "weekday": "0",
    "hour": "4", "most_pages": "100", "most_depth": "5", "delay": "1",
}  # fmt: skip


@pytest.fixture
def admin(town, people):
    return client_of(town, people.admin)


@pytest.fixture
def head(town, people):
    return client_of(town, people.head)


def text_of(client, path: str) -> str:
    response = get(client, path)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_site_is_looked_at_added_and_read(admin, served_site) -> None:  # noqa: F811  the fixture
    served_site.pages["/"] = page("試験町", "ようこそ、町の案内です。", "/a.html", "/b.pdf")
    served_site.pages["/a.html"] = page("ごみの出し方", "燃やすごみは月曜日と木曜日の朝8時までです。")
    assert "まだ登録されていません" in text_of(admin, LIST)
    looked = post(admin, f"{LIST}new/", {"address": served_site.url}).content.decode()
    assert "試験町" in looked
    assert "ファイル: 1件" in looked
    assert Site.objects.count() == 0
    added = post(admin, f"{LIST}add/", {"address": served_site.url, **SETTINGS})
    assert added.status_code == 302, added.content.decode()
    site = Site.objects.get()
    assert (site.hour, site.release, site.prefix) == (4, True, "/")
    assert site.next_run_at is not None
    here = added["Location"]
    assert "every 2s" in text_of(admin, here)
    Site.objects.update(delay=0)
    go_on(CrawlRun.objects.get().pk)
    take_in_all()
    after = text_of(admin, here)
    assert "every 2s" not in after
    assert "読み終わりました" in after
    report = text_of(admin, f"{here}runs/{CrawlRun.objects.get().pk}/")
    assert "ごみの出し方" in report
    failed = text_of(admin, f"{here}runs/{CrawlRun.objects.get().pk}/?show=failed")
    assert "ページがありません（404）" in failed
    assert post(admin, f"{LIST}add/", {"address": served_site.url, **SETTINGS})["Location"] == here
    assert Site.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://169.254.169.254/", "公開のサイトだけを読み取れます"),
        ("http://10.0.0.1/", "公開のサイトだけを読み取れます"),
        ("ftp://town.example", "書き方が正しくありません"),
    ],
)
def test_an_address_that_cannot_be_read_is_told_and_kept(admin, address: str, said: str) -> None:
    response = post(admin, f"{LIST}new/", {"address": address}).content.decode()
    assert said in response
    assert address in response


def test_settings_in_the_wrong_form_are_told_and_nothing_is_lost(admin, served_site) -> None:  # noqa: F811
    wrong = {**SETTINGS, "beginning": "kurashi", "exclusions": "/gikai/\nold", "delay": "0.1"}
    response = post(admin, f"{LIST}add/", {"address": served_site.url, **wrong}).content.decode()
    assert "「/」で始めてください。" in response
    assert "「/」か「*」で始めてください: old" in response
    assert "/gikai/" in response
    assert Site.objects.count() == 0


def test_run_stop_pause_and_remove_by_buttons(admin, town, served_site) -> None:  # noqa: F811
    served_site.pages["/"] = page("試験町", "ようこそ、町の案内です。")
    site = make_site(served_site.url, schedule="weekly")
    path = f"{LIST}{site.pk}/"
    for wish in ("run", "run", "stop"):
        post(admin, f"{path}decide/", {"wish": wish})
    assert list(CrawlRun.objects.values_list("state", flat=True)) == [CrawlRun.State.CANCELLED]
    post(admin, f"{path}decide/", {"wish": "pause"})
    assert Site.objects.get().next_run_at is None
    assert "自動の読み取りを再開する" in text_of(admin, path)
    post(admin, f"{path}decide/", {"wish": "resume"})
    assert Site.objects.get().next_run_at is not None
    assert post(admin, f"{path}decide/", {"wish": "remove"})["Location"] == LIST
    assert get(admin, path).status_code == 404


def test_many_pages_that_vanish_at_once_wait_for_a_persons_word(admin, town, served_site) -> None:  # noqa: F811
    names = [f"{n}.html" for n in range(8)]
    served_site.pages["/"] = page("試験町", "ようこそ、町の案内です。", *names)
    for n, name in enumerate(names):
        served_site.pages[f"/{name}"] = page(f"案内{n}", f"{n}番の窓口の案内です。受付は{n}時からです。")
    site = make_site(served_site.url)
    crawl(site)
    take_in_all()
    for name in names:
        del served_site.pages[f"/{name}"]
    run = crawl(site)
    assert run.reason == "many_gone"
    assert Document.objects.exclude(withdrawn_at=None).count() == 0
    path = f"{LIST}{site.pk}/runs/{run.pk}/"
    assert "取り下げを見送りました" in text_of(admin, path)
    post(admin, f"{path}retire/", {})
    assert Document.objects.exclude(withdrawn_at=None).count() == 8
    assert "取り下げを見送りました" not in text_of(admin, path)


def test_a_section_head_sees_the_report_and_changes_nothing(head, town, served_site) -> None:  # noqa: F811
    served_site.pages["/"] = Page(b"", status=500)
    site = make_site(served_site.url)
    run = crawl(site)
    page_text = text_of(head, f"{LIST}{site.pk}/")
    assert "サイトが続けて応答しない" in page_text
    assert "いま読む" not in page_text
    assert text_of(head, f"{LIST}{site.pk}/runs/{run.pk}/")
    with in_no_town():
        for path in ("new/", f"{site.pk}/settings/"):
            assert head.get(LIST + path).status_code == 403
        assert head.post(f"{LIST}{site.pk}/decide/", {"wish": "run"}).status_code == 403


def test_the_first_day_asks_for_the_site(admin, town, served_site) -> None:  # noqa: F811
    assert "公式サイトがまだ登録されていません" in text_of(admin, "/first-day/")
    make_site(served_site.url)
    assert "公式サイトがまだ登録されていません" not in text_of(admin, "/first-day/")


def test_the_page_of_a_running_site_costs_a_fixed_number_of_queries(admin, town, served_site) -> None:  # noqa: F811
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from knowledge.models import Visit

    site = make_site(served_site.url)
    run_id = start_run(site_id=site.pk, by_id=None, now=timezone.now())
    counted = []
    for many in (1, 60):
        Visit.objects.bulk_create(
            Visit(run_id=run_id, address=f"https://t.example/{many}/{n}", result="new") for n in range(many)
        )
        with CaptureQueriesContext(connection) as queries:
            get(admin, f"{LIST}{site.pk}/")
        counted.append(len(queries))
    assert counted[0] == counted[1]
