"""A sitemap's lastmod: what it says is unchanged is not asked for, but not believed for ever."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from knowledge.crawling.limits import MOST_UNASKED
from knowledge.crawling.sitemap import ListedPage, read_sitemap
from knowledge.models import SitePage, Visit
from tests.knowledge.crawling.running import crawl, take_in_all
from tests.knowledge.crawling.site import Page, Site, page

R = Visit.Result
PATHS = [f"/kurashi{n}.html" for n in range(3)]


def sitemap(served: Site, lastmod: dict[str, str]) -> Page:
    rows = (f"<url><loc>{served.url[:-1]}{path}</loc><lastmod>{at}</lastmod></url>" for path, at in lastmod.items())
    xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(rows)}</urlset>'
    return Page(xml.encode(), content_type="application/xml")


def small_town(served: Site) -> None:
    served.pages["/"] = page("試験町", "ようこそ。町の暮らしの案内です。")
    for number, path in enumerate(PATHS):
        served.pages[path] = page(f"案内{number}", f"{number}番の案内です。手数料は{number}00円です。")


def asked(served: Site) -> int:
    return sum(served.counts()[path] for path in PATHS)


@pytest.mark.django_db
def test_pages_that_the_sitemap_calls_unchanged_are_not_asked_for_and_now_and_then_are(site, served_site: Site) -> None:
    small_town(served_site)
    day_before = (timezone.localdate() - timedelta(days=2)).isoformat()
    served_site.pages["/sitemap.xml"] = sitemap(served_site, dict.fromkeys(PATHS, day_before))
    crawl(site)
    take_in_all()
    first = asked(served_site)
    assert first == 3
    for _run in range(MOST_UNASKED):
        assert crawl(site).counts == {R.UNCHANGED: 4}
        assert asked(served_site) == first
    assert crawl(site).counts == {R.UNCHANGED: 4}
    assert asked(served_site) == first + 3, "a sitemap that is never renewed hides nothing for long"
    assert not SitePage.objects.filter(unasked_runs__gt=0).exists()


@pytest.mark.django_db
def test_a_page_that_the_sitemap_calls_changed_is_read(site, served_site: Site) -> None:
    small_town(served_site)
    old = dict.fromkeys(PATHS, (timezone.now() - timedelta(days=2)).isoformat())
    served_site.pages["/sitemap.xml"] = sitemap(served_site, old)
    crawl(site)
    take_in_all()
    later = (timezone.now() + timedelta(minutes=1)).isoformat()
    served_site.pages["/sitemap.xml"] = sitemap(served_site, {**old, PATHS[1]: later})
    served_site.pages[PATHS[1]] = page("案内1", "1番の案内です。手数料は150円になりました。")
    assert crawl(site).counts == {R.UNCHANGED: 3, R.CHANGED: 1}
    assert asked(served_site) == 4


def test_a_day_counts_until_its_end_and_nonsense_says_nothing() -> None:
    entries = ["2026-11-28", "2026-11-28T10:00:00+09:00", "2026-11-28T10:00:00", "2026年", "2026-13-45", ""]
    rows = "".join(f"<url><lastmod>{at}</lastmod><loc>http://a.test/{n}</loc></url>" for n, at in enumerate(entries))
    found = read_sitemap(content=f"<urlset><!-- made by hand -->{rows}</urlset>".encode()).pages
    tokyo = timezone.get_default_timezone()
    ten = datetime(2026, 11, 28, 10, tzinfo=tokyo)
    assert [each.changed_at for each in found] == [datetime(2026, 11, 29, tzinfo=tokyo), ten, ten, None, None, None]
    assert found[0] == ListedPage("http://a.test/0", datetime(2026, 11, 29, tzinfo=tokyo))
