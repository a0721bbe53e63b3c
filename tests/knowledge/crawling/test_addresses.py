"""One page has one address; what is outside, endless or no page is not read."""

import pytest

from knowledge.crawling.addresses import Scope, canonical, is_endless, path_key

TOWN = Scope("https", ("www.town.example", "opendata.town.example"), "/kurashi/", ("/kurashi/old/", "*print*"), True)


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("HTTPS://WWW.Town.example:443/a/../b/#top", "https://www.town.example/b/"),
        ("http://www.town.example", "http://www.town.example/"),
        ("/x?b=2&a=1&PHPSESSID=abc&utm_source=x", "https://www.town.example/x?a=1&b=2"),
        ("p.html;jsessionid=1A2B?x=1", "https://www.town.example/dir/p.html?x=1"),
        ("//www.town.example//a//b", "https://www.town.example/a/b"),
        ("mailto:a@example.jp", ""),
        ("javascript:void(0)", ""),
        ("https://name:word@www.town.example/", ""),
        ("https://www.town.example:bad/", ""),
        ("/" + "あ" * 300, ""),
    ],
)
def test_the_one_form_of_an_address(address: str, form: str) -> None:
    assert canonical(address=address, base="https://www.town.example/dir/") == form


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("www.town.example/kurashi/gomi.html", True),
        ("www.town.example/kanko/", False),
        ("www.town.example/kanko/map.pdf", True),
        ("www.town.example/kurashi/old/1.html", False),
        ("www.town.example/kurashi/print/1.html", False),
        ("www.town.example/kurashi/a.jpg", False),
        ("opendata.town.example/list/", True),
        ("www.other.example/kurashi/", False),
    ],
)
def test_what_belongs_to_a_site(path: str, inside: bool) -> None:
    assert TOWN.holds(address=f"https://{path}") is inside


def test_old_links_to_http_are_read_by_https() -> None:
    assert TOWN.own(address="http://www.town.example/a") == "https://www.town.example/a"
    assert TOWN.own(address="http://www.other.example/a") == "http://www.other.example/a"


@pytest.mark.parametrize(
    ("path", "endless"),
    [
        ("/a/b/a/b/a/b/", True),
        ("/event/calendar/2031/05/", True),
        ("/event/calendar/2026/05/", False),
        ("/soshiki/12/345.html", False),
        ("/news/2019/05/", False),
        ("/" + "/".join(str(n) for n in range(20)), True),
    ],
)
def test_traps_are_recognised(path: str, endless: bool) -> None:
    assert is_endless(address=f"https://www.town.example{path}", this_year=2026) is endless


def test_dates_in_a_query_are_told_from_ordinary_numbers() -> None:
    assert path_key(address="https://t.example/c?date=2026-01-01") == path_key(address="https://t.example/c?date=1") < 0
    assert path_key(address="https://t.example/detail.php?id=3") > 0
    assert path_key(address="https://t.example/a.html") == 0
