"""生年月日: a date that a word calls one; dates of events and of eligibility (「…生まれの方」) are not personal."""

import re
from collections.abc import Iterator

from pii_masking.findings import Finding, Kind
from pii_masking.reading import Reading

_YEAR = r"(?:(?:明治|大正|昭和|平成|令和|[MTSHR])\s?(?:元|[0-9]{1,2})|(?:18|19|20)[0-9]{2})"
_DATE = (
    rf"(?<![0-9A-Za-z]){_YEAR}(?:\s?\(\s?[^()\n]{{2,8}}\s?\))?\s?[年/.\-]\s?[0-9]{{1,2}}\s?[月/.\-]\s?"
    r"[0-9]{1,2}(?![0-9])日?"
)
_LABELLED = re.compile(
    rf"(?:生年月日|誕生日|バースデー|date of birth|birthday|DOB)[^\n0-9。]{{0,20}}?"
    rf"(?P<date>{_DATE}|(?<![0-9])(?:19|20)[0-9]{{6}}(?![0-9]))",
    re.IGNORECASE,
)
_BORN = re.compile(
    rf"(?P<date>{_DATE})\s?(?:生まれ|生れ|うまれ|に生まれ|に誕生|\(?生\)?(?![ごしじまれ]))"
    r"(?!(?:の|た)?(?:方|人|かた|お子|子ども|こども|児|者|以))"
)
_WORDS = ("生", "うまれ", "誕生", "バースデー", "birth", "DOB", "BIRTH", "Birth")
_RULE = re.compile(r"\s?(?:から|以降|以後|以前|まで|より|[~〜～])")
_RULE_BEFORE = re.compile(r"(?:から|[~〜～])\s?$")


def find(reading: Reading) -> Iterator[Finding]:
    """Each date that a word calls a date of birth, unless it bounds an age group."""
    if not any(word in reading.text for word in _WORDS):
        return
    for shape in (_LABELLED, _BORN):
        for match in shape.finditer(reading.text):
            start, end = match.span("date")
            if not _RULE.match(reading.text, end) and not _RULE_BEFORE.search(reading.text[max(0, start - 4) : start]):
                yield Finding(start, end, Kind.BIRTH_DATE)
