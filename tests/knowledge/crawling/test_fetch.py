"""Where the crawler does not go, whatever a name, a redirect or a second answer of the DNS says."""

import socket

import pytest

from knowledge.crawling.fetch import Fetcher, NotFetched, look
from knowledge.crawling.reasons import Reason
from knowledge.models import Visit
from outbound.public import MachineRefused
from tests.knowledge.crawling.running import crawl, results
from tests.knowledge.crawling.site import Page, page, served


def _refused(address: str) -> Reason:
    with Fetcher() as fetcher, pytest.raises(NotFetched) as refused:
        fetcher.get_following(address=address, most_bytes=1000)
    return refused.value.reason


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://8.8.8.8:22/",
        "https://8.8.8.8:8443/",
    ],
)
def test_only_public_machines_at_the_webs_own_ports(address: str) -> None:
    assert _refused(address) is Reason.INSIDE


def test_an_opened_address_is_open_at_its_port_only(settings) -> None:
    settings.CRAWL_OPEN_ADDRESSES = frozenset({"127.0.0.1:8123"})
    look(address="127.0.0.1", port=8123)
    with pytest.raises(MachineRefused):
        look(address="127.0.0.1", port=8124)


def test_a_redirect_inside_is_refused_and_nobody_is_asked(settings) -> None:
    with served() as outside, served() as inside:
        settings.CRAWL_OPEN_ADDRESSES = frozenset({outside.host})
        outside.pages["/"] = Page(status=302, headers={"Location": inside.url})
        inside.pages["/"] = page("庁内", "秘密です。")
        assert _refused(outside.url) is Reason.INSIDE
        assert inside.asked == []


def test_a_name_that_answers_differently_the_second_time_gains_nothing(settings, monkeypatch) -> None:
    with served() as inside:
        inside.pages["/"] = page("庁内", "秘密です。")
        port = int(inside.host.rpartition(":")[2])
        answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])
        real = socket.getaddrinfo

        def answer(host, *more, **options):
            if host != "rebind.example.jp":
                return real(host, *more, **options)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

        monkeypatch.setattr(socket, "getaddrinfo", answer)
        monkeypatch.setattr("knowledge.crawling.fetch._OPEN_PORTS", frozenset({port}))
        assert _refused(f"http://rebind.example.jp:{port}/") is Reason.INSIDE
        assert inside.asked == []


def test_redirects_in_a_circle_end(settings) -> None:
    with served() as site:
        settings.CRAWL_OPEN_ADDRESSES = frozenset({site.host})
        site.pages["/"] = Page(status=302, headers={"Location": "/"})
        assert _refused(site.url) is Reason.UNREACHABLE
        assert len(site.asked) == 6


def test_a_site_that_is_not_there_is_said_so(settings) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.CRAWL_OPEN_ADDRESSES = frozenset({f"127.0.0.1:{closed.getsockname()[1]}"})
        assert _refused(f"http://127.0.0.1:{closed.getsockname()[1]}/") is Reason.UNREACHABLE


@pytest.mark.django_db
def test_within_a_run_a_redirect_inside_is_out_of_scope_and_unasked(site, served_site) -> None:
    with served() as inside:
        served_site.pages["/"] = page("試験町", "入口のページです。" * 3, "/go")
        served_site.pages["/go"] = Page(status=302, headers={"Location": f"{inside.url}admin"})
        run = crawl(site)
        assert results(run)["/go"] == (Visit.Result.SKIPPED, "out_of_scope")
        assert inside.asked == []
