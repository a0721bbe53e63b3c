"""Sitemaps: the addresses that a site itself lists, from XML, an index of such files, packed ones, or plain lines."""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from knowledge.crawling.fetch import Fetcher, NotFetched
from knowledge.crawling.limits import MOST_SITEMAPS, SITEMAP_BYTES

_OK: Final = 200
_GZIP: Final = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file lists: pages, and further sitemaps."""

    pages: tuple[str, ...]
    sitemaps: tuple[str, ...]


def listed(*, fetcher: Fetcher, starts: tuple[str, ...], may: Callable[[str], bool], most: int) -> Iterator[str]:
    """Addresses of pages in the sitemaps, at most `most`; those that cannot be read are passed over.

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
        return Sitemap(tuple(line for line in lines if line.startswith(("http://", "https://"))), ())
    # No entities, no network, no deep or huge trees: a sitemap is a flat list.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return Sitemap((), ())
    if root is None or not isinstance(root.tag, str):
        return Sitemap((), ())
    found = tuple(text for text in _locations(root) if text)
    return Sitemap((), found) if etree.QName(root).localname == "sitemapindex" else Sitemap(found, ())


def _locations(root: etree._Element) -> Iterator[str]:
    for entry in root:
        for child in entry:
            if isinstance(child.tag, str) and etree.QName(child).localname == "loc":
                yield (child.text or "").strip()
