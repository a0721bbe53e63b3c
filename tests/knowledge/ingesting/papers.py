"""Files made for parsers: PDFs by weasyprint or by hand, Word, slides, spreadsheets, archives."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.shared import Pt, RGBColor
from openpyxl import Workbook
from PIL import Image
from pypdfium2 import PdfDocument
from weasyprint import HTML

PAGE = (
    "@page { size: A4; margin: 20mm; @bottom-center { content: counter(page) } @top-left { content: '結町のしおり' } }"
)


def pdf(body: str, style: str = "") -> bytes:
    """A PDF of an HTML body, with a running header and page numbers."""
    css = f"{PAGE} body {{ font-family: 'Noto Sans CJK JP'; font-size: 10.5pt }} {style}"
    return bytes(HTML(string=f"<html lang=ja><style>{css}</style><body>{body}</body></html>").write_pdf())


def raw_pdf(content: str, trailer: str = "") -> bytes:
    """A PDF of one page by hand: `content` is its content stream, `trailer` more entries of the trailer."""
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return _pdf_of(parts, trailer)


def _pdf_of(parts: list[str], trailer: str = "") -> bytes:
    out = BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj{part}endobj\n".encode())
    start, size = out.tell(), len(parts) + 1
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    out.write(f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer<</Size {size}/Root 1 0 R{trailer}>>\n".encode())
    out.write(f"startxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def long_pdf(pages: list[tuple[str, str]]) -> bytes:
    """A PDF of a heading and a paragraph a page, by hand: hundreds of pages in no time. Its font is a standard one
    that readers have (Adobe-Japan1), so nothing is embedded."""
    font = "<</Type/Font/Subtype/Type0/BaseFont/HeiseiMin-W3/Encoding/UniJIS-UTF16-H/DescendantFonts[4 0 R]>>"
    system = "<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>"
    flags = "/Flags 6/FontBBox[-123 -257 1001 910]/ItalicAngle 0/Ascent 859/Descent -140/CapHeight 709/StemV 69"
    face = f"<</Type/FontDescriptor/FontName/HeiseiMin-W3{flags}>>"
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        font,
        f"<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiMin-W3/CIDSystemInfo{system}/DW 1000/FontDescriptor{face}>>",
    ]
    for number, (heading, text) in enumerate(pages):
        rows = [text[start : start + 38] for start in range(0, len(text), 38)]
        lines = [_written_at(760, 20, heading), *(_written_at(720 - 18 * n, 11, row) for n, row in enumerate(rows))]
        shown = "\n".join(lines)
        fonts = "/Resources<</Font<</F1 3 0 R>>>>"
        parts.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {6 + 2 * number} 0 R{fonts}>>")
        parts.append(f"<</Length {len(shown)}>>stream\n{shown}\nendstream")
    return _pdf_of(parts)


def _written_at(height: int, size: int, text: str) -> str:
    return f"BT /F1 {size} Tf 72 {height} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def encrypted_pdf() -> bytes:
    """A PDF under a password that nobody knows."""
    lock = f"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O<{'ab' * 32}>/U<{'cd' * 32}>>>/ID[<00><00>]"
    return raw_pdf("BT /F1 12 Tf 72 700 Td (secret) Tj ET", lock)


def scan(content: bytes, *, only: frozenset[int] = frozenset(), dpi: int = 200) -> bytes:
    """The PDF as a scanner would give it: its pages as pictures, or those of `only` (from 1) among pages of text."""
    source = PdfDocument(content)
    made = PdfDocument.new()
    for number in range(1, len(source) + 1):
        if only and number not in only:
            made.import_pages(source, [number - 1])
            continue
        picture = BytesIO()
        source[number - 1].render(scale=dpi / 72, grayscale=True).to_pil().save(picture, "PDF", resolution=dpi)
        made.import_pages(PdfDocument(picture.getvalue()), [0])
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def scanned_pdf() -> bytes:
    """A PDF that holds a picture and no letter."""
    out = BytesIO()
    Image.new("RGB", (400, 600), "grey").save(out, "PDF")
    return out.getvalue()


def docx() -> bytes:
    """Headings, a list, a table with a merged cell, hidden and white text."""
    document = Document()
    document.add_heading("防災のしおり", level=1)
    document.add_heading("避難所", level=2)
    document.add_paragraph("避難所は小学校です。")
    document.add_paragraph("水を持つ", style="List Bullet")
    table = document.add_table(rows=3, cols=2)
    for row, cells in enumerate([("地区", "避難所"), ("東", "小学校"), ("西", "")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    run = document.add_paragraph("見える文。").add_run("隠された長い文章です。")
    run.font.hidden = True
    white = document.add_paragraph().add_run("白い文字の長い文章です。")
    white.font.color.rgb = RGBColor(255, 255, 255)
    tiny = document.add_paragraph().add_run("とても小さい文字の文章です。")
    tiny.font.size = Pt(1)
    return _saved(document)


def xlsx(rows: list[list[object]], hidden: list[list[object]] | None = None) -> bytes:
    """A workbook with one sheet, and a hidden one when given."""
    book = Workbook()
    book.active.title = "一覧"
    for row in rows:
        book.active.append(row)
    if hidden is not None:
        sheet = book.create_sheet("内部用")
        sheet.sheet_state = "hidden"
        for row in hidden:
            sheet.append(row)
    return _saved(book)


def archive(members: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def _saved(document: object) -> bytes:
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()
