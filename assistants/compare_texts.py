"""What differs between two texts that staff write: paragraph by paragraph, within a changed one word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from knowledge.public import MarkedPiece, mark_words


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; `changed` when it is not the same in both."""

    pieces: Sequence[MarkedPiece]

    @property
    def changed(self) -> bool:
        """Whether anything differs."""
        return any(piece.kind != "same" for piece in self.pieces)


def compared(*, older: str, newer: str) -> tuple[Line, ...]:
    """All paragraphs in order, the older words before the newer ones."""
    before, after = older.splitlines(), newer.splitlines()
    lines: list[Line] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            lines += [Line((MarkedPiece(text, "same"),)) for text in after[c:d]]
        else:
            pairs = zip_longest(before[a:b], after[c:d], fillvalue="")
            lines += [Line(mark_words(old=old, new=new)) for old, new in pairs]
    return tuple(lines)
