"""Figures and marks over a whole text: commas, one width of digits, one kind of 読点."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from assistants.proofreading.finding import Finding, finding
from assistants.proofreading.reading import Reading
from assistants.proofreading.rule import Profile, rule_of

_BIG: Final = re.compile(
    r"(?<![0-9０-９「,，.．\-－第:：/／年\.])([1-9１-９][0-9０-９]{3,})(?=円|億|万|人|名|件|世帯|個|枚|冊|台|戸|棟|トン|キロ|平方メートル|立方メートル|㎡|ヘクタール|メートル)"
)
_FULL: Final = re.compile(r"[０-９]+")
_HALF: Final = re.compile(r"[0-9]+")
_COMMAS: Final = re.compile(r"(?<=[ぁ-んァ-ヶ一-龠ー])([、，])")
_STOPS: Final = re.compile(r"(?<=[ぁ-んァ-ヶ一-龠ー]{2})([。．])(?![0-9０-９．])")


def check_figures(*, reading: Reading, profile: Profile) -> Iterator[Finding]:
    """Findings about figures; what is mixed is found at the rarer of the two."""
    yield from _without_commas(reading, profile)
    yield from _mixed_digits(reading, profile)
    for check, marks, kinds in (("one_comma", _COMMAS, "、，"), ("one_stop", _STOPS, "。．")):
        yield from _mixed_marks(reading, profile, check, marks, kinds)


def _without_commas(reading: Reading, profile: Profile) -> Iterator[Finding]:
    rule = rule_of("commas")
    for match in _BIG.finditer(reading.text) if profile in rule.profiles else ():
        number = f"{int(unicodedata.normalize('NFKC', match[1])):,}"
        if match[1][0] > "9":
            number = "".join(chr(ord(letter) + 0xFEE0) for letter in number)
        yield finding(rule=rule, text=reading.text, start=match.start(1), end=match.end(1), suggestion=number)


def _mixed_digits(reading: Reading, profile: Profile) -> Iterator[Finding]:
    rule = rule_of("one_width")
    if profile not in rule.profiles:
        return
    full, half = list(_FULL.finditer(reading.text)), list(_HALF.finditer(reading.text))
    if not full or not half or _by_length(full, half):
        return
    rarer, shift = (full, -0xFEE0) if len(full) <= len(half) else (half, 0xFEE0)
    for match in rarer:
        other = "".join(chr(ord(letter) + shift) for letter in match[0])
        yield finding(rule=rule, text=reading.text, start=match.start(), end=match.end(), suggestion=other)


def _by_length(full: list[re.Match[str]], half: list[re.Match[str]]) -> bool:
    """Single digits full, longer numbers half: a custom of many town halls, and consistent."""
    return all(len(match[0]) == 1 for match in full) and all(len(match[0]) > 1 for match in half)


def _mixed_marks(
    reading: Reading, profile: Profile, check: str, marks: re.Pattern[str], kinds: str
) -> Iterator[Finding]:
    rule = rule_of(check)
    found = list(marks.finditer(reading.text)) if profile in rule.profiles else []
    by_kind = {kind: [match for match in found if match[1] == kind] for kind in kinds}
    if not all(by_kind.values()):
        return
    usual, other = kinds[0], kinds[1]
    rarer, better = (other, usual) if len(by_kind[other]) <= len(by_kind[usual]) else (usual, other)
    for match in by_kind[rarer]:
        yield finding(rule=rule, text=reading.text, start=match.start(1), end=match.end(1), suggestion=better)
