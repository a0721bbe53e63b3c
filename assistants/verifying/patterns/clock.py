"""Times of day."""

import re
from typing import Final

from assistants.verifying.facts import Claimed, Fact, FactKind
from assistants.verifying.patterns.bounds import bounds_at

_HALF_DAY: Final = 12
_LAST_HOUR: Final = 29  # 25:30 is written for late broadcasts
_TIME: Final = re.compile(
    r"(午前|午後|朝|夜|夕方|夕|深夜|am|pm)?(?:の)?\s*(?<!\d)(\d{1,2})(?::(\d{2})(?!\d)|時(?!間|点|代|限|期)(?:(\d{1,2})分(?!の)|(半))?)|(正午)"
)
_LATE: Final = frozenset({"午後", "夜", "夕方", "夕", "pm"})
_GOES_ON: Final = re.compile(r"^\s*(?:分|ごろ|頃)?\s*(?:~|-|から|と|・|、)\s*$")


def find(claimed: Claimed) -> None:
    """Times as minutes of the day; 午後 goes on over a range (午後1時〜3時)."""
    late_until = -1
    before = 0
    for found in _TIME.finditer(claimed.text):
        if found[6]:
            _add(claimed, _HALF_DAY * 60, found)
            continue
        hour, minutes = int(found[2]), int(found[3] or found[4] or (30 if found[5] else 0))
        goes_on = late_until >= 0 and bool(_GOES_ON.match(claimed.text[late_until : found.start()]))
        late = found[1] in _LATE or (not found[1] and goes_on and hour * 60 + minutes < before)
        if late and hour < _HALF_DAY:
            hour += _HALF_DAY
        if hour > _LAST_HOUR:
            continue
        before = hour * 60 + minutes
        late_until = found.end() if late else -1
        _add(claimed, before, found)


def _add(claimed: Claimed, minutes: int, found: re.Match[str]) -> None:
    bounds = bounds_at(text=claimed.text, begin=found.start(), end=found.end())
    claimed.add(Fact(FactKind.TIME, "time", str(minutes), found.start(), found.end(), bounds))
