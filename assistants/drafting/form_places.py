"""The places of a town's Word form, {{件名}} or a content control named so: found and filled.

Names only, no expressions: what stands between the braces is compared with six words and never run."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

TEXT: Final = "本文"
PLACES: Final = ("文書番号", "日付", "宛名", "差出人", "件名", TEXT)
_PLACE: Final = re.compile(r"(?:\{\{|｛｛)\s*([^{}｛｝\r\n]{1,40}?)\s*(?:\}\}|｝｝)")
_P, _T, _SDT, _TC = qn("w:p"), qn("w:t"), qn("w:sdt"), qn("w:tc")


@dataclass(frozen=True, slots=True)
class Found:
    """Names that stand in a form, each once; `text_alone`: the text has a paragraph of the page for itself."""

    names: tuple[str, ...]
    text_alone: bool


def places_in(*, document: WordDocument) -> Found:
    """Every name in pages, tables, text boxes, headers and footers, also such that are no place."""
    names = [name for part in _parts(document) for name in _names(part)]
    return Found(tuple(dict.fromkeys(names)), next(_text_places(document), None) is not None)


def fill(*, document: WordDocument, values: Mapping[str, str], put_text: Callable[[WordDocument], list[Any]]) -> None:
    """Put values into their places, in the letters of the place. `put_text` adds the text at the document's end and
    gives its elements, which are moved to where the text belongs."""
    for part in _parts(document):
        for control in list(part.iter(_SDT)):
            if (name := _control_name(control)) in values:
                _replace_all(list(control.iter(_T)), values[name])
        for paragraph in part.iter(_P):
            _fill_paragraph(paragraph, values)
    places = list(_text_places(document))
    for place in places[:1]:
        for element in put_text(document):
            place.addprevious(element)
        _take_out(place)


def _parts(document: WordDocument) -> Iterator[Any]:
    """The page and the headers and footers that are the section's own."""
    yield document.element.body
    for section in document.sections:
        for one in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not one.is_linked_to_previous:
                yield one._element  # noqa: SLF001  python-docx has no other way to what a header holds


def _names(part: Any) -> Iterator[str]:
    for paragraph in part.iter(_P):
        yield from (match[1] for match in _PLACE.finditer(_words(paragraph)))
    yield from (name for control in part.iter(_SDT) if (name := _control_name(control)) in PLACES)


def _control_name(control: Any) -> str:
    for key in ("w:tag", "w:alias"):
        for tag in control.iterfind(f"{qn('w:sdtPr')}/{qn(key)}"):
            if (name := str(tag.get(qn("w:val"), "")).strip()) in PLACES:
                return name
    return ""


def _text_places(document: WordDocument) -> Iterator[Any]:
    """Elements of the page that the text takes the place of."""
    body = document.element.body
    for control in body.iter(_SDT):
        if _control_name(control) == TEXT and control.getparent().tag in (body.tag, _TC):
            yield control
    for paragraph in body.iter(_P):
        match = _PLACE.fullmatch(_words(paragraph).strip())
        if match and match[1] == TEXT and paragraph.getparent().tag in (body.tag, _TC):
            yield paragraph


def _own(paragraph: Any) -> list[Any]:
    """The pieces of a paragraph's words, without those of text boxes that hang on it."""
    return [one for one in paragraph.iter(_T) if next(one.iterancestors(_P)) is paragraph]


def _words(paragraph: Any) -> str:
    return "".join(one.text or "" for one in _own(paragraph))


def _fill_paragraph(paragraph: Any, values: Mapping[str, str]) -> None:
    """Word cuts words into runs as it likes: a place may begin in one and end in another."""
    pieces = _own(paragraph)
    for match in reversed(list(_PLACE.finditer("".join(one.text or "" for one in pieces)))):
        if match[1] not in values:
            continue
        at, words = 0, values[match[1]]
        for one in pieces:
            text, start, end = one.text or "", match.start() - at, match.end() - at
            at += len(text)
            if end <= 0 or start >= len(text):
                continue
            one.text = text[: max(start, 0)] + words + text[max(min(end, len(text)), 0) :]
            one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            words = ""


def _replace_all(pieces: list[Any], words: str) -> None:
    for one in pieces:
        one.text, words = words, ""


def _take_out(place: Any) -> None:
    """A cell of a table ends with a paragraph, or Word calls the file broken."""
    parent = place.getparent()
    parent.remove(place)
    if parent.tag == _TC and (len(parent) == 0 or parent[-1].tag != _P):
        parent.append(parent.makeelement(_P))
