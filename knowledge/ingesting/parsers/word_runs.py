"""The text of a Word paragraph as it prints: insertions in, deletions and readings out, hidden text apart."""

from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_SKIPPED = frozenset(
    map(qn, ("w:del", "w:moveFrom", "w:rt", "w:instrText", "w:footnoteReference", "w:commentReference"))
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = qn("w:txbxContent")
_TINY_HALF_POINTS = 4
_WHITE = ("ffffff", "fefefe")


@dataclass(slots=True)
class RunTexts:
    """`shown`: printed text. `hidden`: vanished, white or tiny text. `boxes`: text boxes, to be walked on their own."""

    shown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    tracked: bool = False
    vanished: frozenset[str] = frozenset()


def texts_of(*, paragraph: Any, vanished: frozenset[str] = frozenset()) -> RunTexts:
    """The texts of a w:p element. `vanished` are ids of styles that hide their text."""
    texts = RunTexts(vanished=vanished)
    _walk(paragraph, texts, unseen=_styled(paragraph.find(qn("w:pPr")), "w:pStyle", vanished))
    return texts


def _walk(element: Any, texts: RunTexts, *, unseen: bool) -> None:
    for child in element:
        tag = child.tag
        if tag == _BOX:
            texts.boxes.append(child)
        elif tag in _SKIPPED or tag == _FALLBACK:
            texts.tracked = texts.tracked or tag in (qn("w:del"), qn("w:moveFrom"))
        elif tag == qn("w:t"):
            (texts.hidden if unseen else texts.shown).append(child.text or "")
        elif tag == qn("w:tab"):
            texts.shown.append("\u3000")
        elif tag in (qn("w:br"), qn("w:cr")):
            texts.shown.append("\n")
        elif tag not in (qn("w:pPr"), qn("w:rPr")):
            texts.tracked = texts.tracked or tag == qn("w:ins")
            _walk(child, texts, unseen=unseen or (tag == qn("w:r") and _is_unseen(child, texts.vanished)))


def _styled(look: Any, tag: str, styles: frozenset[str]) -> bool:
    named = look.find(qn(tag)) if look is not None else None
    return named is not None and named.get(qn("w:val")) in styles


def _is_unseen(run: Any, vanished: frozenset[str]) -> bool:
    look = run.find(qn("w:rPr"))
    if look is None:
        return False
    vanish = look.find(qn("w:vanish"))
    if vanish is not None:
        return vanish.get(qn("w:val")) not in ("0", "false")
    if _styled(look, "w:rStyle", vanished):
        return True
    size, colour = look.find(qn("w:sz")), look.find(qn("w:color"))
    written = (size.get(qn("w:val")) or "") if size is not None else ""
    if written.isdecimal() and int(written) <= _TINY_HALF_POINTS:
        return True
    is_white = colour is not None and (colour.get(qn("w:val")) or "").lower() in _WHITE
    return is_white and look.find(qn("w:shd")) is None and look.find(qn("w:highlight")) is None
