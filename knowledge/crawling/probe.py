"""Looks at a site before it is added, and says what it found."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from knowledge.crawling.addresses import Scope, canonical, is_file
from knowledge.crawling.fetch import Fetched, Fetcher, NotFetched
from knowledge.crawling.limits import MOST_PAGES, PAGE_BYTES
from knowledge.crawling.read_page import decoded, read_page
from knowledge.crawling.reasons import Reason
from knowledge.crawling.robots import Robots, fetch_robots
from knowledge.crawling.sitemap import listed
from knowledge.ingesting.refused import Refused

_OK: Final = 200
_LISTED: Final = 3


@dataclass(frozen=True, slots=True)
class Looked:
    """What stands at an address. `address` is where reading would begin; `listed` counts pages that sitemaps name."""

    address: str
    title: str
    prefix: str
    links: int
    files: int
    listed: int
    delay: float
    other_hosts: tuple[str, ...]


def look_at(*, address: str) -> Looked:
    """Ask for robots.txt, the page and the sitemaps: a few requests, a second at most between two.

    Raises NotFetched with the reason why nothing can be read there.
    """
    start = canonical(address=address if "://" in address else f"https://{address}")
    if not start:
        raise NotFetched(Reason.UNREACHABLE, address[:200])
    with Fetcher(delay=0.2) as fetcher:
        page = _page(fetcher, start)
        parts = urlsplit(page.address)
        robots = Robots(texts={parts.netloc: fetch_robots(fetcher=fetcher, scheme=parts.scheme, host=parts.netloc)})
        if not robots.allows(address=page.address):
            raise NotFetched(Reason.ROBOTS)
        maps = robots.sitemaps or (f"{parts.scheme}://{parts.netloc}/sitemap.xml",)
        pages = listed(fetcher=fetcher, starts=maps[:_LISTED], may=lambda _: True, most=MOST_PAGES)
        found = [page.address for page in pages]
    return _told(page, found, robots)


def _page(fetcher: Fetcher, start: str) -> Fetched:
    page = fetcher.get_following(address=start, most_bytes=PAGE_BYTES)
    if page.status != _OK:
        raise NotFetched(Reason.NOT_FOUND if page.status in (404, 410) else Reason.SERVER, str(page.status))
    if page.content_type not in ("text/html", "application/xhtml+xml", ""):
        raise NotFetched(Reason.WRONG_TYPE, page.content_type)
    return page


def _told(page: Fetched, found: list[str], robots: Robots) -> Looked:
    address = canonical(address=page.address)
    try:
        markup = decoded(content=page.content, charset=page.charset)
    except Refused as unreadable:
        raise NotFetched(Reason.UNREADABLE) from unreadable
    read = read_page(markup=markup, address=address, robots=page.robots)
    parts = urlsplit(address)
    prefix = parts.path.rpartition("/")[0] + "/"
    scope = Scope(parts.scheme, (parts.netloc,), prefix, (), takes_files=True)
    inside = [link.address for link in read.links if scope.holds(address=scope.own(address=link.address))]
    hosts = {urlsplit(link.address).netloc for link in read.links} - {parts.netloc}
    domain = ".".join((parts.hostname or "").split(".")[1:])
    related = tuple(sorted(host for host in hosts if domain.count(".") and host.endswith(domain)))
    return Looked(
        address=address,
        title=read.title,
        prefix=prefix,
        links=sum(not is_file(address=link) for link in inside),
        files=sum(is_file(address=link) for link in inside),
        listed=sum(scope.holds(address=scope.own(address=canonical(address=one))) for one in found),
        delay=robots.delay,
        other_hosts=related[:10],
    )
