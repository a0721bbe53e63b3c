"""Desks and facilities by the endings of their names."""

import re
from typing import Final

from assistants.verifying.facts import Claimed, Fact, FactKind

_ENDINGS: Final = (
    "事務局|教育委員会|出張所|支所|分署|消防署|警察署|保健所|診療所|児童相談所|交番|センター|サービスコーナー|保育園|幼稚園|こども園|小学校|中学校|学園|"
    "図書館|図書室|公民館|体育館|協議会|病院|斎場|税務署|法務局|役場|地区|集落|広場|会館|集会所|公園|漁港|団地|課|係(?!る|り|わ)|室(?!内|温)|署(?!名)|局(?!地|面)"
)
_DESK: Final = re.compile(rf"([一-龠々ァ-ヶー]{{1,14}}?(?:{_ENDINGS})|[ぁ-ん]{{2,8}}課)(?![税題金程目外]|する|され)")
_NO_DESK: Final = re.compile(
    r"(?:関係|無関係|日課|放課|賦課|非課|申告課|教室|寝室|浴室|和室|会議室|個室|温室|薬局|結局|郵便局|学務課程)$"
)
_PARTICLES: Final = re.compile(r"^(?:[ぁ-ん]*(?:は|を|へ|に|の|で|と|が|も))(?=[ぁ-ん]{2})")


def find(claimed: Claimed) -> None:
    """Names of desks as written, kanji and katakana before the ending; a kana name keeps what follows a particle."""
    for found in _DESK.finditer(claimed.text):
        name = _PARTICLES.sub("", found[0])
        if _NO_DESK.search(name) or len(name) < 2:  # noqa: PLR2004 - an ending alone names nothing
            continue
        begin = found.end() - len(name)
        claimed.add(Fact(FactKind.DESK, "desk", name, begin, found.end()))
