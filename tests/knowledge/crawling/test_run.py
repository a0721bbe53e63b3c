"""A whole site, read from end to end: what is taken in, what is left out and why, what the next run does."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.crawling.start import AlreadyRunning, start_run
from knowledge.crawling.sweep import sweep_runs
from knowledge.models import CrawlRun, Document, Ingestion, Passage, SitePage, Visit
from tests.knowledge.crawling.conftest import make_site
from tests.knowledge.crawling.running import crawl, go_on, results, take_in_all
from tests.knowledge.crawling.site import Page, Site, bomb, endless_file, page

pytestmark = pytest.mark.django_db
R = Visit.Result
MOST_QUERIES_A_PAGE = 17  # reading and handing in together, without what each slice of the run costs
_RECORDS = re.compile(
    r'(?:SELECT|INSERT|UPDATE|DELETE).*?"knowledge_(?:visit|sitepage|source|document|version|ingestion)"'
)
GARBAGE = "燃やすごみは月曜日と木曜日の朝8時までに、決められた場所へ出してください。"


def small_town(served: Site) -> None:
    """Ten pages under one menu."""
    names = [f"kurashi{n}.html" for n in range(9)]
    served.pages["/"] = page("試験町", "ようこそ。町の暮らしの案内です。", *names)
    for n, name in enumerate(names):
        served.pages[f"/{name}"] = page(f"案内{n}", f"{n}番の案内です。窓口は{n}番です。手数料は{n}00円です。", "/")


def test_pages_become_documents_that_cite_their_own_address(site, served_site: Site) -> None:
    small_town(served_site)
    run = crawl(site)
    assert (run.state, run.reason) == (CrawlRun.State.DONE, "")
    assert run.counts == {R.NEW: 10}
    take_in_all()
    document = Document.objects.get(source_url=f"{served_site.url}kurashi3.html")
    assert (document.title, document.audience, document.grade) == ("案内3", "residents", 1)
    assert document.approved_at is not None
    text = " ".join(Passage.objects.filter(document=document, current=True).values_list("text", flat=True))
    assert "300円" in text
    assert "お知らせの購読" not in text, "the menu that stands on every page is no content"


def test_new_pages_wait_for_the_section_where_the_site_is_not_released(town, served_site: Site) -> None:
    served_site.pages["/"] = page("試験町", GARBAGE)
    crawl(make_site(served_site.url, release=False))
    take_in_all()
    document = Document.objects.get()
    assert document.current_version is not None
    assert document.approved_at is None


def test_the_next_run_reads_nothing_anew_and_makes_no_version(site, served_site: Site) -> None:
    small_town(served_site)
    crawl(site)
    take_in_all()
    served_site.sent_bytes = 0
    run = crawl(site)
    assert run.counts == {R.UNCHANGED: 10}
    assert served_site.sent_bytes < 500, "304 for every page"
    assert Ingestion.objects.count() == 10


def test_without_etags_the_main_text_decides_not_the_menu(site, served_site: Site) -> None:
    served_site.validators = False
    small_town(served_site)
    crawl(site)
    take_in_all()
    for path, found in served_site.pages.items():
        served_site.pages[path] = Page(found.body.replace("お知らせの購読は".encode(), "新しいお知らせは".encode()))
    changed = served_site.pages["/kurashi4.html"]
    served_site.pages["/kurashi4.html"] = Page(changed.body.replace("400円".encode(), "450円".encode()))
    run = crawl(site)
    assert run.counts == {R.UNCHANGED: 9, R.CHANGED: 1}
    take_in_all()
    document = Document.objects.get(source_url=f"{served_site.url}kurashi4.html")
    assert document.current_version.number == 2
    assert Document.objects.count() == 10


def test_a_page_that_is_gone_is_retired_at_once_and_an_unlinked_one_after_two_runs(site, served_site: Site) -> None:
    small_town(served_site)
    crawl(site)
    take_in_all()
    del served_site.pages["/kurashi1.html"]
    links = [f"kurashi{n}.html" for n in range(9) if n != 2]
    served_site.pages["/"] = page("試験町", "ようこそ。町の暮らしの案内です。", *links)
    run = crawl(site)
    assert results(run)["/kurashi1.html"] == (R.RETIRED, "not_found")
    assert set(Document.objects.exclude(withdrawn_at=None).values_list("title", flat=True)) == {"案内1"}
    run = crawl(site)
    assert results(run)["/kurashi2.html"] == (R.RETIRED, "unlinked")
    served_site.pages["/kurashi1.html"] = page("案内1", "1番の案内が戻りました。", "/")
    run = crawl(site)
    assert results(run)["/kurashi1.html"] == (R.NEW, "")


def test_nothing_is_retired_because_the_site_is_down(site, served_site: Site) -> None:
    small_town(served_site)
    crawl(site)
    take_in_all()
    whole = dict(served_site.pages)
    for down in (503, 404):
        served_site.pages = {"/": Page(b"down", status=down), "/robots.txt": Page(b"", status=404)}
        run = crawl(site)
        assert Document.objects.exclude(withdrawn_at=None).count() == 0, (down, run.reason)
    assert run.reason == "site_down"
    served_site.pages = {"/": page("工事中", "ただいま工事中です。ご迷惑をおかけします。")}
    run = crawl(site)
    assert Document.objects.exclude(withdrawn_at=None).count() <= 9
    served_site.pages = whole
    assert crawl(site).state == CrawlRun.State.DONE


def test_robots_noindex_scope_and_exclusions_are_kept(town, served_site: Site) -> None:
    served_site.put(
        **{
            "robots.txt": Page(b"User-agent: *\nDisallow: /naibu/\n", content_type="text/plain"),
            "a__naibu__x": page("外", "読まれてはいけません。" * 3),
            "b.html": page("秘密", "検索に載せません。" * 3, head='<meta name="robots" content="noindex">'),
            "c__d.html": page("範囲外", "除外したページです。" * 3),
            "e.html": Page("見出しだけで断るページです。".encode() * 3, headers={"X-Robots-Tag": "noindex"}),
        }
    )
    links = ("/naibu/1.html", "/b.html", "/c/d.html", "/e.html", "http://example.jp/z.html", "mailto:a@example.jp")
    served_site.pages["/"] = page("試験町", GARBAGE, *links)
    run = crawl(make_site(served_site.url, exclusions=["/c/"]))
    said = results(run)
    assert said["/naibu/1.html"] == (R.SKIPPED, "robots")
    assert said["/b.html"] == (R.SKIPPED, "noindex")
    assert said["/e.html"] == (R.SKIPPED, "noindex")
    assert "/c/d.html" not in said
    assert not [path for path in served_site.asked if "naibu" in path or path == "/c/d.html"]
    assert Document.objects.count() == 1


def test_loops_calendars_sessions_and_spellings_of_one_page_end(site, served_site: Site) -> None:
    served_site.pages["/"] = page("試験町", GARBAGE, "/cal?date=0", "/s.html?PHPSESSID=1", "/s.html?sid=2", "/l/", "/p")
    served_site.pages["/cal?*"] = page("予定表", "今月の予定です。", *(f"/cal?date={n}" for n in range(80)))
    served_site.pages["/s.html"] = page("会議録", "会議録を公開しています。", "/s.html?PHPSESSID=77#top")
    for depth in range(1, 12):
        served_site.pages["/" + "l/" * depth] = page("輪", f"{depth}回目の輪です。", "l/")
    served_site.pages["/p"] = Page(status=301, headers={"Location": "/p/"})
    served_site.pages["/p/"] = page("講座", "講座の案内です。", "/p/index.html")
    served_site.pages["/p/index.html"] = page("講座", "講座の案内です。", "/p/index.html")
    run = crawl(site)
    asked = served_site.counts()
    assert sum(count for path, count in asked.items() if path.startswith("/cal")) <= 50
    assert asked["/s.html"] == 1
    assert not [path for path in asked if "SESSID" in path or path.count("l/") > 2]
    said = results(run)
    assert said["/p"] == (R.SKIPPED, "moved")
    assert {said["/p/"], said["/p/index.html"]} == {(R.NEW, ""), (R.SKIPPED, "duplicate")}


def test_files_are_taken_along_as_documents_of_their_own(site, served_site: Site) -> None:
    sheet = "施設,電話\n図書館,0999-90-2000\n公民館,0999-90-2001\n".encode("cp932")
    link = '<a href="/f/list.csv">公共施設の一覧（CSV：1KB）</a><a href="/movie.mp4">動画</a>'
    body = f"<html><head><title>入口</title></head><body><p>{GARBAGE}</p>{link}</body></html>"
    served_site.pages["/"] = Page(body.encode())
    served_site.pages["/f/list.csv"] = Page(sheet, content_type="text/csv")
    crawl(site)
    take_in_all()
    document = Document.objects.get(source_url__endswith="/f/list.csv")
    assert document.title == "公共施設の一覧"
    assert "0999-90-2001" in " ".join(document.passages.values_list("text", flat=True))
    assert "/movie.mp4" not in served_site.asked
    assert crawl(site).counts == {R.UNCHANGED: 2}


def test_wrong_charsets_are_read_all_the_same(site, served_site: Site) -> None:
    def written(encoding: str, declared: str, header: str) -> Page:
        head = f"<html><head><meta charset='{declared}'><title>文字{encoding}</title></head>"
        text = f"{head}<body><p>{GARBAGE}{encoding}</p>"
        return Page(f"{text}</body></html>".encode(encoding), content_type=f"text/html{header}")

    served_site.pages["/"] = page("試験町", GARBAGE, "/1", "/2", "/3", "/4")
    served_site.pages["/1"] = written("cp932", "utf-8", "")
    served_site.pages["/2"] = written("euc_jp", "euc-jp", "; charset=utf-8")
    served_site.pages["/3"] = written("utf-8", "shift_jis", "; charset=Shift_JIS")
    served_site.pages["/4"] = Page(b"<html><body>\x81\xff\xfe\x00\x01\xff</body></html>")
    run = crawl(site)
    assert results(run)["/4"] == (R.FAILED, "unreadable")
    take_in_all()
    titles = set(Document.objects.values_list("title", flat=True))
    assert {"文字cp932", "文字euc_jp", "文字utf-8"} <= titles
    read = Passage.objects.filter(document__title__startswith="文字").values_list("text", flat=True)
    assert len(read) == 3
    assert all("月曜日" in text for text in read)


@pytest.mark.parametrize("declared", [True, False])
def test_a_file_of_200_megabytes_is_cut_off_at_the_limit(site, served_site: Site, declared: bool) -> None:
    served_site.pages["/"] = page("試験町", GARBAGE, "/big.pdf", "/bomb.html")
    served_site.pages["/big.pdf"] = endless_file(served_site, 200, declared=declared)
    served_site.pages["/bomb.html"] = bomb()
    run = crawl(site)
    said = results(run)
    assert said["/big.pdf"] == (R.FAILED, "too_large")
    assert said["/bomb.html"] == (R.FAILED, "too_large")
    assert served_site.sent_bytes < (5 if declared else 80) * 1024 * 1024
    assert said["/"] == (R.NEW, "")


def test_a_slow_page_is_given_up_and_the_others_are_read(site, served_site: Site, monkeypatch) -> None:
    monkeypatch.setattr("knowledge.crawling.limits.READ_SECONDS", 0.2)
    served_site.pages["/"] = page("試験町", GARBAGE, "/slow.html", "/quick.html")
    served_site.pages["/slow.html"] = page("遅い", "遅いページです。")
    served_site.pages["/slow.html"].seconds = 1.0
    served_site.pages["/quick.html"] = page("速い", "速いページです。")
    said = results(crawl(site))
    assert said["/slow.html"] == (R.FAILED, "timed_out")
    assert said["/quick.html"] == (R.NEW, "")


def test_a_run_that_is_asked_for_twice_is_one(site, served_site: Site) -> None:
    run_id = start_run(site_id=site.pk, by_id=None, now=timezone.now())
    with pytest.raises(AlreadyRunning) as there:
        start_run(site_id=site.pk, by_id=None, now=timezone.now())
    assert there.value.run_id == run_id


def test_a_run_goes_on_where_a_dead_worker_left_it(site, served_site: Site, monkeypatch) -> None:
    small_town(served_site)
    run_id = start_run(site_id=site.pk, by_id=None, now=timezone.now())
    seen = []

    def die(*, reading, visit, known, now):
        if len(seen) == 4:
            raise KeyboardInterrupt
        seen.append(visit.address)
        return real(reading=reading, visit=visit, known=known, now=now)

    from knowledge.crawling import run as running

    real = running.make_visit
    monkeypatch.setattr(running, "make_visit", die)
    with pytest.raises(KeyboardInterrupt):
        go_on(run_id)
    monkeypatch.setattr(running, "make_visit", real)
    assert CrawlRun.objects.get(pk=run_id).state == CrawlRun.State.WORKING
    assert sweep_runs(now=timezone.now()) == 0
    CrawlRun.objects.filter(pk=run_id).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert sweep_runs(now=timezone.now()) == 1
    run = go_on(run_id)
    assert run.counts == {R.NEW: 10}
    assert max(served_site.counts().values()) == 1, "nothing was read twice"


def test_200_pages_in_slices_end_with_each_page_once_and_few_queries(site, served_site: Site) -> None:
    listed = "".join(f"<url><loc>{served_site.url}p/{n}.html</loc></url>" for n in range(200))
    served_site.pages["/sitemap.xml"] = Page(f"<urlset>{listed}</urlset>".encode(), content_type="application/xml")
    served_site.pages["/"] = page("試験町", GARBAGE, "/p/1.html", "/missing.html")
    for n in range(200):
        served_site.pages[f"/p/{n}.html"] = page(f"頁{n}", f"{n}番のページです。", f"{n + 1}.html", f"{n // 2}.html")
    with CaptureQueriesContext(connection) as queries:
        run = crawl(site, slice_seconds=2.0)
    assert run.counts == {R.NEW: 201, R.FAILED: 2}
    asked = served_site.counts()
    assert max(asked.values()) == 1
    assert Document.objects.count() == 201
    assert SitePage.objects.filter(document=None).count() == 0
    of_pages = [each for each in queries.captured_queries if _RECORDS.match(each["sql"])]
    assert len(of_pages) < MOST_QUERIES_A_PAGE * 203


def test_the_limit_of_pages_is_told_and_retires_nothing(town, served_site: Site) -> None:
    small_town(served_site)
    run = crawl(make_site(served_site.url, most_pages=4))
    assert (run.state, run.reason) == (CrawlRun.State.DONE, "limit")
    assert run.counts == {R.NEW: 4}


def test_a_document_that_a_person_withdrew_does_not_come_back(site, served_site: Site) -> None:
    served_site.pages["/"] = page("試験町", GARBAGE)
    crawl(site)
    take_in_all()
    Document.objects.get().withdraw(now=timezone.now())
    served_site.pages["/"] = page("試験町", GARBAGE + "変わりました。")
    assert results(crawl(site))["/"] == (R.SKIPPED, "withdrawn")
    assert Document.objects.filter(withdrawn_at=None).count() == 0
