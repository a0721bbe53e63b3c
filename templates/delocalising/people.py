"""People of the town hall by how official texts name them: family and given name, or a family name with a title."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from knowledge.public import Morpheme
from templates.delocalising.local_fact import FactKind
from templates.delocalising.span import Span

_TITLE: Final = re.compile(
    r"[ \n]?(?:(?:副?[市町村区]長|教育長|副?課長|係長|部長|局長|室長|所長|館長|園長|校長|参事|主幹|主査|主任|主事|"
    r"補佐|副?議長|議員|委員長?|会長|理事長?|技師|保健師|支援員|さん|様|氏|先生)|\((?:課|係|部|室|主))"
)
_CALLED: Final = re.compile(
    r"(?:担当(?:者)?|作成(?:者)?|文責|講師|差出人|氏名|連絡先)[ :]{1,2}$|[課係室部局]の$|[課係室部局][ ]$"
)
_FAMOUS: Final = frozenset({"三島由紀夫", "松本清張", "夏目漱石", "宮沢賢治", "福沢諭吉", "聖徳太子", "徳川家康"})


def find_people(text: str, pieces: Sequence[Morpheme]) -> Iterator[Span]:
    """Names as the dictionary knows them; a family name alone only beside a title or a desk."""
    at = 0
    while at < len(pieces):
        last = at
        while last + 1 < len(pieces) and _goes_on(text, pieces, last):
            last += 1
        if _is_name(pieces[at]):
            start, end = pieces[at].begin, pieces[last].end
            several = last > at and pieces[at].part[3] == "姓"
            named = several or _TITLE.match(text, end) or _CALLED.search(text, max(0, start - 8), start)
            if named and text[start:end] not in _FAMOUS:
                yield Span(start, end, FactKind.PERSON, "担当者名")
        at = last + 1


def _goes_on(text: str, pieces: Sequence[Morpheme], at: int) -> bool:
    here, following = pieces[at], pieces[at + 1]
    if not _is_name(here) or here.part[3] != "姓":
        return False
    if following.surface.isspace() and at + 2 < len(pieces):
        return pieces[at + 2].part[3] == "名"
    return following.part[3] == "名"


def _is_name(piece: Morpheme) -> bool:
    return piece.part[1:3] == ("固有名詞", "人名")
