"""PDF: text with pages, headings, tables and vertical writing, by pdfium."""

from collections.abc import Iterator
from contextlib import closing

from pypdfium2 import PdfDocument, PdfiumError

from knowledge.ingesting.limits import Limits
from knowledge.ingesting.parsed import Block, DocumentKind, ParsedDocument
from knowledge.ingesting.parsers.ordinance import looks_like_ordinance, structured
from knowledge.ingesting.parsers.outline import language_of, stem, tidy, title_from, with_paths
from knowledge.ingesting.parsers.pdf_lines import without_running_lines
from knowledge.ingesting.parsers.pdf_outline import Outline, blocks_of, outline_key
from knowledge.ingesting.parsers.pdf_pages import OnPage, ReadPages, read_pages
from knowledge.ingesting.refused import FailureCode, Refused

_TITLE_CHARACTERS = 120


def parse_pdf(*, content: bytes, name: str, limits: Limits, on_ocr: OnPage = lambda _number: None) -> ParsedDocument:
    """A PDF in reading order. Hidden text is left out and reported as a finding; pages that are pictures are read by
    OCR, and `on_ocr` is told the number of each.

    Raises Refused(ENCRYPTED, BROKEN, TOO_MANY_PAGES, PIXEL_BOMB, SCANNED, OCR_MISSING, OCR_TOO_LONG, TIMED_OUT,
    NO_TEXT).
    """
    document = _open(content)
    with closing(document):
        count = len(document)
        if count > limits.pages:
            raise Refused(FailureCode.TOO_MANY_PAGES, f"{count:,} > {limits.pages:,}")
        read = read_pages(document=document, limits=limits, on_ocr=on_ocr)
        read.check_text()
        outline, titled = _outline(document), _own_title(document)
    blocks = blocks_of(pages=without_running_lines(pages=read.pages), outline=outline)
    return _document(blocks=blocks, read=read, titled=titled, name=name)


def _document(*, blocks: list[Block], read: ReadPages, titled: str, name: str) -> ParsedDocument:
    language = language_of(text="\n".join(block.text for block in blocks))
    if looks_like_ordinance(blocks=blocks):
        title, placed = structured(blocks=blocks)
        kind = DocumentKind.ORDINANCE
    else:
        placed = with_paths(blocks=blocks)
        title, kind = title_from(blocks=placed, name=""), DocumentKind.PROSE
    chosen = titled or title or stem(name=name)
    findings, count = tuple(read.findings), len(read.pages)
    return ParsedDocument(chosen, language, kind, placed, warnings=read.warnings(), findings=findings, page_count=count)


def _open(content: bytes) -> PdfDocument:
    try:
        return PdfDocument(content)
    except PdfiumError as wrong:
        locked = "password" in str(wrong).lower() or "security" in str(wrong).lower()
        raise Refused(FailureCode.ENCRYPTED if locked else FailureCode.BROKEN) from wrong


def _outline(document: PdfDocument) -> Outline:
    return {(page, outline_key(title=title)): level for page, title, level in _entries(document)}


def _entries(document: PdfDocument) -> Iterator[tuple[int, str, int]]:
    try:
        for entry in document.get_toc(max_depth=6):
            target = entry.get_dest()
            index = target.get_index() if target is not None else None
            if index is not None:
                yield index + 1, entry.get_title(), entry.level + 1
    except PdfiumError:
        return


def _own_title(document: PdfDocument) -> str:
    """The title in the file's properties, unless it is what a word processor puts there by itself."""
    title = tidy(text=document.get_metadata_value("Title"))[:_TITLE_CHARACTERS]
    is_name = title.lower().endswith((".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".jtd", ".pdf"))
    return "" if is_name or title.startswith(("Microsoft ", "Word ", "無題", "Untitled", "untitled")) else title
