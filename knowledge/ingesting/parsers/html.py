"""HTML pages and HTML ordinances."""

import re

from selectolax.lexbor import LexborHTMLParser

from knowledge.ingesting.parsed import (
    Block,
    BlockKind,
    DocumentKind,
    Finding,
    FindingKind,
    ParsedDocument,
    ParseWarning,
    WarningCode,
)
from knowledge.ingesting.parsers.charset import declared_encoding, decode
from knowledge.ingesting.parsers.html_blocks import walk
from knowledge.ingesting.parsers.html_body import remove_boilerplate
from knowledge.ingesting.parsers.html_hidden import hidden_nodes
from knowledge.ingesting.parsers.ordinance import looks_like_ordinance, structured
from knowledge.ingesting.parsers.outline import language_of, stem, tidy, with_paths
from knowledge.ingesting.refused import FailureCode, Refused

_SITE_NAME = re.compile(r"\s*(?:[|｜]|\s[-–—]\s|/\s|：：).*$")
# Ids, codes and single labels that a page keeps for its scripts are no message to anybody.
_PROSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{8}|(?:[A-Za-z]{2,}[\s,.]+){5}")
# The class under which the common 例規 systems put the text of an ordinance.
_ORDINANCE_BODY = ".joubun"
_EXCERPT_CHARACTERS = 120


def parse_html(*, content: bytes, name: str, declared: str = "") -> ParsedDocument:
    """A page in reading order without menus. `declared` is the charset of the HTTP header, if there was one.

    Text that a reader cannot see is left out and reported as a finding. Raises Refused(UNREADABLE_CHARSET, NO_TEXT).
    """
    decoded = decode(content=content, declared=declared or declared_encoding(content=content))
    warnings = (ParseWarning(WarningCode.CHARSET_GUESSED, detail=decoded.encoding),) if decoded.guessed else ()
    return parse_markup(markup=decoded.text, name=name, warnings=warnings)


def parse_markup(*, markup: str, name: str, warnings: tuple[ParseWarning, ...] = ()) -> ParsedDocument:
    """As `parse_html`, from text. Raises Refused(NO_TEXT)."""
    tree = LexborHTMLParser(markup)
    titled = _head_title(tree)
    hidden = hidden_nodes(tree=tree)
    is_law = tree.css_first(_ORDINANCE_BODY) is not None
    root = remove_boilerplate(tree=tree)
    blocks, concealed = walk(root=root, hidden=hidden) if root is not None else ([], [])
    if not any(block.kind is not BlockKind.HEADING for block in blocks):
        raise Refused(FailureCode.NO_TEXT)
    findings = tuple(_finding(text) for text in concealed if _PROSE.search(text))
    language = language_of(text="\n".join(block.text for block in blocks))
    title, placed, kind = _outlined(blocks, titled or stem(name=name), is_law=is_law)
    return ParsedDocument(title, language, kind, placed, warnings=warnings, findings=findings)


def _outlined(blocks: list[Block], titled: str, *, is_law: bool) -> tuple[str, tuple[Block, ...], DocumentKind]:
    if is_law or looks_like_ordinance(blocks=blocks):
        title, placed = structured(blocks=blocks)
        return title or titled, placed, DocumentKind.ORDINANCE
    placed = with_paths(blocks=blocks)
    first = next((block.text for block in placed if block.kind is BlockKind.HEADING and block.level == 1), "")
    return first or titled, placed, DocumentKind.PROSE


def _head_title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("head > title")
    return _SITE_NAME.sub("", tidy(text=node.text(deep=True))) if node is not None else ""


def _finding(text: str) -> Finding:
    return Finding(FindingKind.HIDDEN_TEXT, "", text[:_EXCERPT_CHARACTERS])
