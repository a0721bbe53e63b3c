"""Marks the words that two wordings of one text do not share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

# Japanese has no spaces: runs of one script are words enough to read a change by. Numbers stay whole: 1,500円 is one.
_PIECES: Final = re.compile(
    r"[0-9０-９][0-9０-９,，.．:：]*|[A-Za-zＡ-Ｚａ-ｚ]+|[\u3400-\u9fff々〆]+|[\u30a0-\u30ff]+|[\u3041-\u309f]+|\s+|[^\s]"
)
_MOST_COMPARED: Final = 3_000  # pieces of both texts together; longer ones are shown as a whole, old and new
Kind = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A stretch of text and what became of it."""

    text: str
    kind: Kind


def mark_words(*, old: str, new: str) -> Sequence[MarkedPiece]:
    """The new text with what was removed standing where it stood; joined without "removed" it is `new`, without "added"
    it is `old`."""
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    if len(before) + len(after) > _MOST_COMPARED:
        return _pieces([("removed", old), ("added", new)])
    marked: list[tuple[Kind, str]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            marked.append(("same", "".join(before[i1:i2])))
        else:
            marked += [("removed", "".join(before[i1:i2])), ("added", "".join(after[j1:j2]))]
    return _pieces(marked)


def _pieces(marked: Sequence[tuple[Kind, str]]) -> list[MarkedPiece]:
    return [MarkedPiece(text, kind) for kind, text in marked if text]
