"""Walks the elements of a page into blocks: headings, paragraphs, list items and tables, with the nearest anchor."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from knowledge.ingesting.parsed import Block, BlockKind
from knowledge.ingesting.parsers.html_tables import is_layout, table_block
from knowledge.ingesting.parsers.outline import tidy

_BREAK_TAGS = """
    p div section article main header footer ul ol li dl dt dd table thead tbody tr td th caption pre blockquote
    figure figcaption address h1 h2 h3 h4 h5 h6 hr details summary center form fieldset legend body
"""
_BREAKING = frozenset(_BREAK_TAGS.split())
_HEADING = re.compile(r"^h([1-6])$")
_TEXT, _COMMENT = "-text", "-comment"
_MOST_DEPTH = 5_000


@dataclass(slots=True)
class _Walk:
    hidden: frozenset[int]
    blocks: list[Block] = field(default_factory=list)
    concealed: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    anchor: str = ""
    lists: int = 0

    def flush(self) -> None:
        text = tidy(text="".join(self.letters))
        if text:
            self.blocks.append(Block(self.kind, text, level=self.level, html_anchor=self.anchor))
        self.letters.clear()
        self.kind, self.level = BlockKind.PARAGRAPH, 0


def walk(*, root: LexborNode, hidden: frozenset[int]) -> tuple[list[Block], list[str]]:
    """(blocks in reading order, texts of hidden elements). Without recursion, so depth of nesting does no harm."""
    state = _Walk(hidden)
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            _leave(state, node)
        elif _enter(state, node):
            stack.append((node, True))
            if len(stack) < _MOST_DEPTH:
                stack.extend((child, False) for child in reversed(list(_children(node))))
    state.flush()
    return state.blocks, state.concealed


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _enter(state: _Walk, node: LexborNode) -> bool:
    """Take the node in; True when its children are to be walked."""
    tag = node.tag or ""
    if tag == _TEXT:
        raw = node.text_content or ""
        state.letters.append(raw if _in_pre(node) else re.sub(r"[\r\n\t ]+", " ", raw))
        return False
    if tag == _COMMENT:
        return False
    if node.mem_id in state.hidden:
        state.concealed.append(tidy(text=node.text(deep=True)))
        return False
    if tag == "br":
        state.letters.append("\n")
    elif tag == "img":
        state.letters.append(_alternative(node))
    elif tag in ("rt", "rp"):
        return False
    elif tag == "table" and not is_layout(table=node):
        state.flush()
        state.blocks += table_block(table=node, anchor=_anchor(node) or state.anchor)
        return False
    elif tag in _BREAKING:
        _open(state, node, tag)
    elif own := node.attributes.get("id") or "":
        state.anchor = own if not "".join(state.letters).strip() else state.anchor
    return True


def _open(state: _Walk, node: LexborNode, tag: str) -> None:
    state.flush()
    state.anchor = _anchor(node) or state.anchor
    heading = _HEADING.match(tag)
    if heading:
        state.kind, state.level = BlockKind.HEADING, int(heading[1])
    elif tag in ("ul", "ol"):
        state.lists += 1
    elif tag == "li":
        state.kind, state.level = BlockKind.LIST_ITEM, max(state.lists, 1)
    elif tag in ("caption", "figcaption"):
        state.kind = BlockKind.CAPTION


def _leave(state: _Walk, node: LexborNode) -> None:
    tag = node.tag or ""
    if tag in _BREAKING:
        state.flush()
        state.lists -= tag in ("ul", "ol")


def _anchor(node: LexborNode) -> str:
    return node.attributes.get("id") or ""


def _alternative(node: LexborNode) -> str:
    words = (node.attributes.get("alt") or "").strip()
    return f" {words} " if words else ""


def _in_pre(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag in ("pre", "textarea")
