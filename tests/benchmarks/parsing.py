"""Measures the parsers: characters, headings and pages that come out right, a table of formats and samples.

`PYTHONPATH=platform:. python -m tests.benchmarks.parsing` prints the table of docs/benchmarks.md. The samples are one
text written in every format; real PDFs of data/ are read as they are and again as if they had been scanned.
"""

import difflib
import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from openpyxl import Workbook
from pptx import Presentation
from pypdfium2 import PdfDocument

from knowledge.ingesting.parse import parse
from knowledge.ingesting.parsed import BlockKind, ParsedDocument
from tests.benchmarks.ordinance_samples import ARTICLES, BRANCHED, BRANCHED_PLACES, ORDINANCE, Places, in_kanji_figures
from tests.knowledge.ingesting import papers
from tests.knowledge.real_data import DATA

CHAPTERS = (
    (
        "転入と転出",
        (
            "引っ越した日から14日以内に、住民課へ転入届を出してください。",
            "窓口は平日の午前8時30分から午後5時15分までです。",
        ),
    ),
    (
        "ごみの収集",
        (
            "燃やすごみは月曜日と木曜日の朝8時までに出してください。",
            "粗大ごみの手数料は1点につき500円です。",
        ),
    ),
    (
        "国民健康保険",
        (
            "保険税の納期は7月から翌年2月までの8回です。",
            "加入の手続きは、資格を失った日から14日以内に行います。",
        ),
    ),
    (
        "防災",
        (
            "避難所は小学校の体育館です。大雨のときは早めに避難します。",
            "防災無線の内容は、0999-10-1234で聞き直せます。",
        ),
    ),
)
ROWS = (
    ("品目", "分別", "手数料"),
    ("なべ", "小型金属", "無料"),
    ("ふとん", "粗大ごみ", "500円"),
    ("電池", "有害ごみ", "無料"),
)


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1; None where a format has no such thing."""

    format: str
    characters: float
    headings: float | None
    pages: float | None


def run() -> Iterator[Score]:
    """One score a sample."""
    for name, file_name, make in SAMPLES:
        document = parse(content=make(), name=file_name)
        pages = "PDF" in name or "PowerPoint" in name
        yield Score(name, _characters(document, _told()), _headings(document), _pages(document) if pages else None)
    for name, file_name, make in TABLES:
        yield Score(name, _cells(parse(content=make(), name=file_name)), None, None)
    for name, file_name, make, wanted in ORDINANCES:
        yield Score(name, _places(parse(content=make(), name=file_name), wanted), None, None)
    yield from _real()


def _told() -> str:
    return "".join(f"{title}{''.join(lines)}" for title, lines in CHAPTERS)


def _characters(document: ParsedDocument, wanted: str) -> float:
    text = "".join("".join(block.text for block in document.blocks).split())
    return _alike(text, "".join(wanted.split()))


def _alike(text: str, wanted: str) -> float:
    same = difflib.SequenceMatcher(None, wanted, text, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same) / max(len(wanted), 1)


def _headings(document: ParsedDocument) -> float:
    found = {block.text.lstrip("■") for block in document.blocks if block.kind is BlockKind.HEADING}
    return sum(title in found for title, _ in CHAPTERS) / len(CHAPTERS)


def _pages(document: ParsedDocument) -> float:
    right = 0
    for number, (_, lines) in enumerate(CHAPTERS, start=1):
        there = "".join(block.text for block in document.blocks if block.page == number)
        right += sum(_alike(there, line) > 0.8 for line in lines)
    return right / sum(len(lines) for _, lines in CHAPTERS)


def _cells(document: ParsedDocument) -> float:
    rows = [row for block in document.blocks for row in block.rows]
    return sum(wanted in rows for wanted in ROWS) / len(ROWS)


def _places(document: ParsedDocument, wanted: Places) -> float:
    found = {(block.place, block.text) for block in document.blocks}
    return sum(each in found for each in wanted) / len(wanted)


def _real() -> Iterator[Score]:
    for path in sorted((DATA / "sabae-pdf").glob("*.pdf")):
        content = path.read_bytes()
        first = PdfDocument.new()
        first.import_pages(PdfDocument(content), [0])
        out = BytesIO()
        first.save(out)
        wanted = "".join(block.text for block in parse(content=out.getvalue(), name="a.pdf").blocks)
        if len(wanted) > 100:
            read = parse(content=papers.scan(out.getvalue()), name="a.pdf")
            yield Score(f"real PDF, page 1 as a scan: {path.name[:14]}", _characters(read, wanted), None, None)


def _markup(*, breaks: bool = False) -> str:
    style = ' style="break-before: page"' if breaks else ""
    parts = (
        f"<h2{style if number else ''}>{title}</h2>{''.join(f'<p>{line}</p>' for line in lines)}"
        for number, (title, lines) in enumerate(CHAPTERS)
    )
    return "".join(parts)


def _pdf() -> bytes:
    return papers.pdf(_markup(breaks=True), "h2 { font-size: 20pt } body { font-size: 11pt }")


def _upright() -> bytes:
    pages = []
    for title, lines in CHAPTERS:
        letters = "".join(
            f'<div style="position:absolute;right:{column * 34}pt;top:{at * 19}pt">{letter}</div>'
            for column, line in enumerate((title, *lines))
            for at, letter in enumerate(line)
        )
        pages.append(f'<div style="position:relative;height:680pt;font-size:16pt;break-after:page">{letters}</div>')
    return papers.pdf("".join(pages))


def _word() -> bytes:
    document = Document()
    for title, lines in CHAPTERS:
        document.add_heading(title, level=2)
        for line in lines:
            document.add_paragraph(line)
    return papers._saved(document)


def _slides() -> bytes:
    show = Presentation()
    for title, lines in CHAPTERS:
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text_frame.text = "\n".join(lines)
    return papers._saved(show)


def _page(encoding: str) -> bytes:
    head = f'<meta charset="{encoding}"><title>手引き</title>'
    return f"<html><head>{head}</head><body><main>{_markup()}</main></body></html>".encode(encoding)


def _text(encoding: str) -> bytes:
    return "\n\n".join(f"■{title}\n\n{chr(10).join(lines)}" for title, lines in CHAPTERS).encode(encoding)


def _markdown() -> bytes:
    return "\n\n".join(f"## {title}\n\n" + "\n\n".join(lines) for title, lines in CHAPTERS).encode()


def _csv(encoding: str) -> bytes:
    return "\r\n".join(",".join(row) for row in ROWS).encode(encoding)


def _table() -> str:
    return f"<table>{''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in ROWS)}</table>"


def _sheet() -> bytes:
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    return papers._saved(book)


def _law_page(text: str) -> bytes:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n\n"))
    return f"<html><body><main>{lines}</main></body></html>".encode()


_RULED = "table { border-collapse: collapse } td { border: 1px solid #333; padding: 4pt 12pt }"
Sample = tuple[str, str, Callable[[], bytes]]
SAMPLES: tuple[Sample, ...] = (
    ("PDF", "a.pdf", _pdf),
    ("PDF, vertical", "a.pdf", _upright),
    ("PDF, scanned at 300 dpi", "a.pdf", lambda: papers.scan(_pdf(), dpi=300)),
    ("PDF, scanned at 150 dpi", "a.pdf", lambda: papers.scan(_pdf(), dpi=150)),
    ("PDF, pages 2 and 4 scanned", "a.pdf", lambda: papers.scan(_pdf(), only=frozenset({2, 4}))),
    ("PDF, vertical, scanned", "a.pdf", lambda: papers.scan(_upright())),
    ("Word", "a.docx", _word),
    ("PowerPoint", "a.pptx", _slides),
    ("HTML, UTF-8", "a.html", lambda: _page("utf-8")),
    ("HTML, Shift_JIS", "a.html", lambda: _page("shift_jis")),
    ("Markdown", "a.md", _markdown),
    ("Text, UTF-8", "a.txt", lambda: _text("utf-8")),
    ("Text, CP932", "a.txt", lambda: _text("cp932")),
)
TABLES: tuple[Sample, ...] = (
    ("rows of a ruled PDF table", "a.pdf", lambda: papers.pdf(f"<p>手数料の一覧です。</p>{_table()}", _RULED)),
    ("rows of an Excel sheet", "a.xlsx", _sheet),
    ("rows of a CSV, UTF-8", "a.csv", lambda: _csv("utf-8")),
    ("rows of a CSV, CP932", "a.csv", lambda: _csv("cp932")),
    ("rows of an HTML table", "a.html", f"<html><body><main>{_table()}</main></body></html>".encode),
)
ORDINANCES: tuple[tuple[str, str, Callable[[], bytes], Places], ...] = (
    ("条項号 of an HTML ordinance", "a.html", lambda: _law_page(ORDINANCE), ARTICLES),
    ("条項号 of a text ordinance", "a.txt", ORDINANCE.encode, ARTICLES),
    ("枝番号, 別表, 様式 of an HTML ordinance", "a.html", lambda: _law_page(BRANCHED), BRANCHED_PLACES),
    ("枝番号, 別表, 様式 of a text ordinance", "a.txt", BRANCHED.encode, BRANCHED_PLACES),
    ("枝番号, 別表, 様式 in kanji figures", "a.txt", in_kanji_figures, BRANCHED_PLACES),
)

if __name__ == "__main__":
    print("| sample | characters | headings | pages |\n|---|---|---|---|")  # noqa: T201 - a report for people
    for each in run():
        shown = [f"{value:.2f}" if value is not None else "–" for value in (each.headings, each.pages)]
        print(f"| {each.format} | {each.characters:.3f} | {' | '.join(shown)} |")  # noqa: T201
