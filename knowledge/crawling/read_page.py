"""Reads an HTML page: where it leads, whether it wants to be found, its blocks of text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from knowledge.crawling.addresses import canonical
from knowledge.crawling.limits import MOST_LINKS, ROBOT_NAME
from knowledge.ingesting.parsers.charset import declared_encoding, decode
from knowledge.ingesting.parsers.html_body import remove_boilerplate

BLOCKS: Final = "p,li,h1,h2,h3,h4,h5,h6,td,th,dt,dd,div,section,address,blockquote,pre,figcaption,caption"
_BLOCK_TAGS: Final = frozenset(BLOCKS.split(","))
_CLOSED: Final = re.compile(r"\b(?:noindex|none)\b")
_FILE_NOTE: Final = re.compile(
    r"\s*[（(［\[][^（()）]*(?:PDF|ワード|Word|エクセル|Excel|KB|MB|キロバイト|メガバイト|新規|別ウ)[^（()）]*[)）\]］]|"
    r"\s*[:：]?\s*[\d.,]+\s*(?:KB|MB|キロバイト|メガバイト)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Link:
    """Where a page leads and with which words, which often name a file better than the file does."""

    address: str
    label: str


@dataclass(frozen=True, slots=True)
class PageRead:
    """`canonical` is the address the page gives itself, "" without one; `blocks` are hashes in reading order."""

    title: str
    canonical: str
    noindex: bool
    links: tuple[Link, ...]
    blocks: tuple[int, ...]


def decoded(*, content: bytes, charset: str) -> str:
    """The page as text. `charset` is the header's word. Raises Refused(UNREADABLE_CHARSET)."""
    return decode(content=content, declared=charset or declared_encoding(content=content)).text


def read_page(*, markup: str, address: str, robots: str = "") -> PageRead:
    """What a page says about itself. `robots` is the header X-Robots-Tag in lower case."""
    tree = LexborHTMLParser(markup)
    base = _base(tree, address)
    said = f"{robots} {_meta_robots(tree)}"
    follows = not re.search(r"\b(?:nofollow|none)\b", said)
    title = tree.css_first("title")
    own = tree.css_first("link[rel=canonical]")
    links = tuple(_links(tree, base)) if follows else ()
    named = canonical(address=(own.attributes.get("href") or "") if own else "", base=base) if own else ""
    root = remove_boilerplate(tree=tree)
    blocks = tuple(block_hash(text=node.text(deep=True)) for node in leaves(root=root)) if root else ()
    return PageRead(_tidy(title.text()) if title else "", named, bool(_CLOSED.search(said)), links, blocks)


def leaves(*, root: LexborNode) -> Iterator[LexborNode]:
    """Elements of BLOCKS that hold text and no further one of BLOCKS, in reading order."""
    nodes = [node for node in root.css(BLOCKS) if node.mem_id != root.mem_id]
    around = {_block_around(node) for node in nodes}
    for node in nodes:
        if node.mem_id not in around and node.text(deep=True).strip():
            yield node


def _block_around(node: LexborNode) -> int:
    """Identity of the nearest element of BLOCKS that holds the node; 0 for none."""
    parent = node.parent
    while parent is not None:
        if parent.tag in _BLOCK_TAGS:
            return int(parent.mem_id)
        parent = parent.parent
    return 0


def block_hash(*, text: str) -> int:
    """63 bits of a block's words, whatever the spaces between them."""
    return int.from_bytes(blake2b("".join(text.split()).encode(), digest_size=8).digest(), "big") >> 1


def _base(tree: LexborHTMLParser, address: str) -> str:
    named = tree.css_first("base[href]")
    return canonical(address=named.attributes.get("href") or "", base=address) or address if named else address


def _meta_robots(tree: LexborHTMLParser) -> str:
    wanted = ("robots", ROBOT_NAME.lower())
    metas = (node.attributes for node in tree.css("meta[name]"))
    return " ".join((meta.get("content") or "").lower() for meta in metas if (meta["name"] or "").lower() in wanted)


def _links(tree: LexborHTMLParser, base: str) -> Iterator[Link]:
    seen = set[str]()
    for node in tree.css("a[href],area[href]"):
        if "nofollow" in (node.attributes.get("rel") or "").lower():
            continue
        address = canonical(address=node.attributes.get("href") or "", base=base)
        if address and address not in seen and len(seen) < MOST_LINKS:
            seen.add(address)
            yield Link(address, label_of(words=node.text(deep=True) or node.attributes.get("alt") or ""))


def label_of(*, words: str) -> str:
    """The words of a link without the note of type and size behind them."""
    return _FILE_NOTE.sub("", _tidy(words)).strip()[:200]


def _tidy(words: str) -> str:
    return " ".join(words.split())[:300]
