"""What stands on many pages of a site is no content of any: menus, banners, footers that no rule recognised."""

from collections.abc import Set as AbstractSet
from hashlib import sha256

from django.db import connection
from selectolax.lexbor import LexborHTMLParser, LexborNode

from knowledge.crawling.limits import LEAST_PAGES, REPEATED_SHARE
from knowledge.crawling.read_page import block_hash, leaves
from knowledge.ingesting.parsers.html_body import remove_boilerplate

_REPEATED = """
    SELECT block FROM knowledge_sitepage AS page, unnest(page.blocks) AS block
    WHERE page.site_id = %(site)s AND page.retired_at IS NULL AND page.blocks <> '{}'
    GROUP BY block
    HAVING count(DISTINCT page.id) > %(share)s * (
        SELECT count(*) FROM knowledge_sitepage
        WHERE site_id = %(site)s AND retired_at IS NULL AND blocks <> '{}'
    ) AND count(DISTINCT page.id) >= %(least)s
"""


def repeated_blocks(*, site_id: int) -> frozenset[int]:
    """Hashes of the blocks that stand on more than half of the site's pages, and on at least LEAST_PAGES. One query."""
    values = {"site": site_id, "share": REPEATED_SHARE, "least": LEAST_PAGES}
    with connection.cursor() as cursor:
        cursor.execute(_REPEATED, values)
        return frozenset(row[0] for row in cursor.fetchall())


def without_repeated(*, markup: str, repeated: AbstractSet[int]) -> str:
    """The page as HTML in UTF-8 without the repeated blocks and without scripts; headings of the first level stay."""
    tree = LexborHTMLParser(markup)
    tree.strip_tags(["script", "noscript", "iframe"])
    for meta in tree.css("meta[charset],meta[http-equiv]"):
        meta.decompose()
    if tree.body is not None and repeated:
        for node in _repeated(tree.body, repeated):
            node.decompose()
    head = '<meta charset="utf-8">'
    html = tree.html or ""
    return html.replace("<head>", f"<head>{head}", 1) if "<head>" in html else f"{head}{html}"


def digest_of(*, markup: str) -> str:
    """SHA-256 of title and main text as the parser of pages will see them, whatever stands around them; "" for none."""
    tree = LexborHTMLParser(markup)
    title = tree.css_first("title")
    root = remove_boilerplate(tree=tree)
    text = "".join(root.text(deep=True).split()) if root is not None else ""
    if not text:
        return ""
    heading = title.text() if title is not None else ""
    return sha256(f"{''.join(heading.split())}\n{text}".encode()).hexdigest()


def _repeated(body: LexborNode, repeated: AbstractSet[int]) -> list[LexborNode]:
    found = [node for node in leaves(root=body) if node.tag != "h1"]
    return [node for node in found if block_hash(text=node.text(deep=True)) in repeated]
