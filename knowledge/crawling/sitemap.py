"""Sitemaps: the addresses that a site lists and since when they are so, from XML, indexes, packed or plain files."""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from lxml import etree

from knowledge.crawling.fetch import Fetcher, NotFetched
from knowledge.crawling.limits import MOST_SITEMAPS, SITEMAP_BYTES

_OK: Final = 200
_GZIP: Final = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class ListedPage:
    """`changed_at`: the latest moment of its `lastmod`, which for a mere day is the day's end; None when unsaid."""

    address: str
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file lists: pages, and further sitemaps."""

    pages: tuple[ListedPage, ...]
    sitemaps: tuple[str, ...]


def listed(*, fetcher: Fetcher, starts: tuple[str, ...], may: Callable[[str], bool], most: int) -> Iterator[ListedPage]:
    """The pages in the sitemaps, at most `most`; those that cannot be read are passed over.

    `may`: whether a sitemap's address may be read. Indexes are followed, each file once.
    """
    waiting, seen, given = list(starts), set[str](), 0
    while waiting and len(seen) < MOST_SITEMAPS:
        address = waiting.pop(0)
        if address in seen or not may(address):
            continue
        seen.add(address)
        try:
            fetched = fetcher.get_following(address=address, most_bytes=SITEMAP_BYTES)
        except NotFetched:
            continue
        if fetched.status != _OK:
            continue
        found = read_sitemap(content=fetched.content)
        waiting += found.sitemaps
        for page in found.pages:
            if given >= most:
                return
            given += 1
            yield page


def read_sitemap(*, content: bytes) -> Sitemap:
    """What the bytes of a sitemap list; nothing for what is none. Packed ones are unpacked up to SITEMAP_BYTES."""
    if content.startswith(_GZIP):
        try:
            content = zlib.decompressobj(wbits=31).decompress(content, SITEMAP_BYTES)
        except zlib.error:
            return Sitemap((), ())
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        lines = content.decode("utf-8", "replace").split()
        return Sitemap(tuple(ListedPage(line) for line in lines if line.startswith(("http://", "https://"))), ())
    # No entities, no network, no deep or huge trees: a sitemap is a flat list.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return Sitemap((), ())
    if root is None or not isinstance(root.tag, str):
        return Sitemap((), ())
    found = tuple(page for page in _entries(root) if page.address)
    if etree.QName(root).localname == "sitemapindex":
        return Sitemap((), tuple(page.address for page in found))
    return Sitemap(found, ())


def _entries(root: etree._Element) -> Iterator[ListedPage]:
    for entry in root:
        said = {
            etree.QName(child).localname: (child.text or "").strip()
            for child in list(entry)[::-1]  # the first of two counts
            if isinstance(child.tag, str)
        }
        yield ListedPage(said.get("loc", ""), _moment(said.get("lastmod", "")))


def _moment(text: str) -> datetime | None:
    """W3C date and time; a time without zone is the town's. None for nonsense."""
    try:
        at = parse_datetime(text) if len(text) > len("2026-01-01") else None
        day = None if at else parse_date(text)
    except ValueError:
        return None
    if at is None and day is not None:
        at = datetime.combine(day + timedelta(days=1), time())
    return timezone.make_aware(at) if at and timezone.is_naive(at) else at
