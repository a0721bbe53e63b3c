"""Cuts a parsed document into passages: by structure, of a size that can be found and cited."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import Any

from knowledge.ingesting.cut_text import MOST_CHARACTERS, OVERLAP_CHARACTERS, cut_sentences
from knowledge.ingesting.parsed import Block, BlockKind, DocumentKind, FaqRow, ParsedDocument
from knowledge.ingesting.split_articles import article_pieces
from knowledge.ingesting.split_tables import table_pieces

# A piece below this length joins the next one under the same heading.
LEAST_CHARACTERS = 120
_NUMBERED = re.compile(r"\d{1,3}(?:[.．、)）:：\s]|$)")


@dataclass(frozen=True, slots=True)
class PassageDraft:
    """A passage before it has an id. `position` counts from 0 in reading order.

    `text` is display text; a FAQ's is its answer and its question is the last of `heading_path`. `digest` is the
    SHA-256 (hex) of everything that is embedded and indexed: an equal digest means nothing to embed again. `page`
    counts from 1; `place` is what a citation shows (「第12条第3項」, a sheet's name, 「3ページ」); `html_anchor` is
    where the original opens; `spots` and `rows` as in Block, for the part that the passage holds. `variants` are other
    wordings of a FAQ's question; they are searched, not shown.
    """

    position: int
    heading_path: tuple[str, ...]
    page: int | None
    place: str
    text: str
    kind: BlockKind | None
    digest: str
    html_anchor: str = ""
    from_ocr: bool = False
    variants: tuple[str, ...] = ()
    spots: tuple[tuple[int, ...], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    header_rows: int = 0

    @property
    def layout(self) -> dict[str, Any]:
        """How it stood in the original, for the page that a citation opens: its spots, a table's rows."""
        table = {"rows": self.rows, "header_rows": self.header_rows} if self.rows else {}
        return ({"spots": self.spots} if self.spots else {}) | table

    def title(self) -> str:
        """The headings as one line: the title field of search."""
        return " ".join(self.heading_path)


def split(*, document: ParsedDocument) -> tuple[PassageDraft, ...]:
    """The passages of a document in reading order. Deterministic: the same document gives the same digests.

    About 200 to 500 characters; never across headings or articles; a table's header is repeated in each of its
    passages; one passage a FAQ. FAQ passages have `kind` None.
    """
    if document.kind is DocumentKind.FAQ:
        drafts = [_faq_draft(number, row) for number, row in enumerate(document.faq_rows)]
        return tuple(drafts)
    # In an ordinance a caption is a note on amendments (「平3規則26・一部改正」): kept in the document, no passage.
    left_out = {BlockKind.HEADING, *([BlockKind.CAPTION] if document.kind is DocumentKind.ORDINANCE else [])}
    content = [block for block in document.blocks if block.kind not in left_out]
    pieces = [piece for piece in _pieces(_with_table_captions(content)) if piece.text.strip()]
    return tuple(_draft(number, piece) for number, piece in enumerate(pieces))


def digest(*, heading_path: Iterable[str], text: str, variants: Iterable[str] = ()) -> str:
    """SHA-256 (hex) of headings, text and variants after NFKC, with runs of blanks as one."""
    fields = ["\x1e".join(heading_path), text, "\x1e".join(variants)]
    plain = [" ".join(unicodedata.normalize("NFKC", field).split()) for field in fields]
    return hashlib.sha256("\x1f".join(plain).encode("utf-8", "surrogatepass")).hexdigest()


def _faq_draft(number: int, row: FaqRow) -> PassageDraft:
    path = tuple(text for text in (row.category, row.question) if text)
    mark = digest(heading_path=path, text=row.answer, variants=row.variants)
    place = f"{row.row_number}行目" if row.row_number else ""
    return PassageDraft(number, path, None, place, row.answer, None, mark, variants=row.variants)


def _draft(number: int, piece: Block) -> PassageDraft:
    place = piece.place or (f"{piece.page}ページ" if piece.page else "")
    return PassageDraft(
        position=number,
        heading_path=piece.heading_path,
        page=piece.page,
        place=place,
        text=piece.text,
        kind=piece.kind,
        digest=digest(heading_path=(*piece.heading_path, place), text=piece.text),
        html_anchor=piece.html_anchor,
        from_ocr=piece.from_ocr,
        spots=piece.spots,
        rows=piece.rows,
        header_rows=piece.header_rows,
    )


def _with_table_captions(blocks: list[Block]) -> Iterator[Block]:
    """The blocks, a caption right above its table being the last of the table's headings instead of a block."""
    for before, block, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        if block.kind is BlockKind.TABLE and before is not None and before.kind is BlockKind.CAPTION:
            yield replace(block, heading_path=(*block.heading_path, before.text))
        elif block.kind is not BlockKind.CAPTION or after is None or after.kind is not BlockKind.TABLE:
            yield block


def _pieces(blocks: Iterable[Block]) -> Iterator[Block]:
    for (_, family), group in groupby(blocks, key=lambda block: (block.heading_path, _family(block))):
        members = list(group)
        if family == "table":
            yield from (piece for block in members for piece in table_pieces(block=block))
        elif family == "article":
            yield from article_pieces(blocks=members)
        else:
            yield from _prose_pieces(members)


def _family(block: Block) -> str:
    if block.kind is BlockKind.TABLE:
        return "table"
    return "article" if block.kind is BlockKind.ARTICLE else "prose"


def _prose_pieces(blocks: list[Block]) -> Iterator[Block]:
    """Paragraphs and list items under one heading, joined up to MOST_CHARACTERS; a longer one cut at sentences."""
    waiting: list[Block] = []
    for block in blocks:
        if waiting and _length(waiting) + len(block.text) > MOST_CHARACTERS and _length(waiting) >= LEAST_CHARACTERS:
            yield from _joined(waiting)
            waiting = []
        waiting.append(block)
    yield from _joined(waiting)


def _joined(blocks: list[Block]) -> Iterator[Block]:
    if not blocks:
        return
    kinds = {block.kind for block in blocks}
    kind = blocks[0].kind if len(kinds) == 1 else BlockKind.PARAGRAPH
    for part, inside in _parts(blocks):
        first = inside[0]
        yield Block(
            kind,
            part,
            page=first.page,
            heading_path=first.heading_path,
            place=first.place,
            html_anchor=first.html_anchor,
            from_ocr=any(block.from_ocr for block in inside),
            spots=tuple(spot for block in inside for spot in block.spots),
        )


def _parts(blocks: list[Block]) -> Iterator[tuple[str, list[Block]]]:
    """The parts of the joined text, each with the blocks that it touches."""
    texts = [_marked(block) for block in blocks]
    ends = list(accumulate(len(text) + 1 for text in texts))
    whole, cursor = "\n".join(texts), 0
    for part in cut_sentences(text=whole):
        # A part may begin with the last sentence of the one before.
        start = max(whole.find(part, max(cursor - OVERLAP_CHARACTERS - 1, 0)), 0)
        cursor = start + len(part)
        inside = [b for b, t, end in zip(blocks, texts, ends, strict=True) if end - len(t) - 1 < cursor and start < end]
        yield part, inside or blocks


def _marked(block: Block) -> str:
    """A list item begins with a mark of its own, unless its text brings one: 「1. 」 and 「(1)」, but not 「65歳」."""
    is_bare = block.kind is BlockKind.LIST_ITEM and block.text[:1].isalnum() and not _NUMBERED.match(block.text)
    return f"・{block.text}" if is_bare else block.text


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)
