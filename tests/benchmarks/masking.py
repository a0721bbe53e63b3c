"""Measures what masking finds: precision, recall and speed on a file with marked or labelled personal data."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pii_masking.public import Kind, find_personal_data, mask

_MARK = re.compile(r"⟦([^:⟧]+):([^⟧]+)⟧")
_NEGATIVE_PART = "検出されないはずのもの"
# Labels of the shared sample's first part; its mail line says of itself that it is not to be found.
_SAMPLE_KINDS = {
    "マイナンバー": {Kind.MY_NUMBER},
    "個人番号": {Kind.MY_NUMBER},
    "TEL": {Kind.PHONE},
    "電話番号": {Kind.PHONE},
    "代表": {Kind.PHONE},
    "international": {Kind.PHONE},
    "mail": set(),
    "contact": {Kind.MAIL},
    "〒": {Kind.POSTAL_CODE, Kind.ADDRESS},
    "住所": {Kind.ADDRESS},
    "card": {Kind.CREDIT_CARD},
    "JCB": {Kind.CREDIT_CARD},
    "免許証番号": {Kind.DRIVING_LICENCE},
    "パスポート番号": {Kind.PASSPORT},
    "基礎年金番号": {Kind.PENSION_NUMBER},
    "在留カード番号": {Kind.RESIDENCE_CARD},
    "口座番号": {Kind.BANK_ACCOUNT},
    "保険者番号": {Kind.HEALTH_INSURANCE},
}
_ALLOWED = re.compile(r"(\S+) # pii-allow")


@dataclass(frozen=True, slots=True)
class Case:
    """A line without its marks, what must be found in it as (kind, text), and what the town allows."""

    text: str
    expected: frozenset[tuple[Kind, str]]
    allowed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Quality:
    """`missed` and `spurious`: (kind, text, line). Both figures are 1.0 when there was nothing to find."""

    lines: int
    expected: int
    found: int
    missed: tuple[tuple[Kind, str, str], ...]
    spurious: tuple[tuple[Kind, str, str], ...]

    @property
    def precision(self) -> float:
        """Share of what was found that is right, in kind and to the character."""
        return 1 - len(self.spurious) / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found, in kind and to the character."""
        return 1 - len(self.missed) / self.expected if self.expected else 1.0


def measure(path: Path) -> Quality:
    """Quality on a file of marked lines (⟦kind:value⟧) or on the shared sample, whichever `path` is."""
    text = path.read_text(encoding="utf-8")
    cases = list(_marked(text) if _MARK.search(text) else _sample(text))
    expected = found = 0
    missed, spurious = [], []
    for case in cases:
        hits = {
            (hit.kind, case.text[hit.start : hit.end])
            for hit in find_personal_data(text=case.text, allowed=case.allowed)
        }
        wanted = _with_text(case, hits)
        expected, found = expected + len(wanted), found + len(hits)
        missed += [(kind, value, case.text) for kind, value in wanted - hits]
        spurious += [(kind, value, case.text) for kind, value in hits - wanted]
    return Quality(len(cases), expected, found, tuple(missed), tuple(spurious))


def characters_a_second(text: str) -> float:
    """Speed of masking one text, dictionary already loaded."""
    mask(text="山田太郎と申します。")
    began = time.perf_counter()
    mask(text=text)
    return len(text) / (time.perf_counter() - began)


def _with_text(case: Case, hits: set[tuple[Kind, str]]) -> set[tuple[Kind, str]]:
    # The sample marks no spans: a kind without text is met by any hit of that kind.
    by_kind = dict(hits)
    return {(kind, value or by_kind.get(kind, "")) for kind, value in case.expected}


def _marked(text: str) -> Iterator[Case]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            marks = frozenset((Kind(kind), value) for kind, value in _MARK.findall(line))
            yield Case(_MARK.sub(r"\2", line), marks)


def _sample(text: str) -> Iterator[Case]:
    positive, negative = text.split(_NEGATIVE_PART)
    for line in positive.splitlines():
        label = next((label for label in _SAMPLE_KINDS if line.startswith(label)), None)
        if label:
            yield Case(line, frozenset((kind, "") for kind in _SAMPLE_KINDS[label]))
    for line in negative.splitlines():
        yield Case(line, frozenset(), frozenset(_ALLOWED.findall(line)))
