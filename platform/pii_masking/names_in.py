"""Names of people as the dictionary knows them, announced by a word or not: what a person is asked about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pii_masking.dictionary import Word, words_of
from pii_masking.find import find_personal_data
from pii_masking.findings import Kind
from pii_masking.normalise import normalise

_SENTENCE: Final = re.compile(r"[^。！？!?\n]+")
_TITLED: Final = re.compile(
    r" ?(?:さん|様|さま|氏|君|くん|ちゃん|殿|先生|町長|村長|市長|区長|会長|議員|委員|課長|係長|部長|室長|局長|所長|"
    r"館長|校長|園長|主任|主査|主事|補佐|担当|宅|家)"
)
_PERSON: Final = frozenset({"姓", "名", "一般"})
_SURE: Final = frozenset({"姓", "名"})  # 一般 are things, too: a name only beside one of these
_NO_NAMES: Final = frozenset({"令和", "平成", "昭和", "大正", "明治"})
_MOST: Final = 50
_SHORTEST: Final = 2  # letters: a single one is a syllable of too many words


@dataclass(frozen=True, slots=True)
class NameFound:
    """`likely`: family and given name together, a title behind it, or the beginning of such a name. `masked`: `mask`
    hides it without being asked."""

    words: str
    likely: bool
    masked: bool


def names_in(*, text: str) -> tuple[NameFound, ...]:
    """Every name of the dictionary once, in order, at most 50. Some 20 ms for 1,000 characters."""
    plain = normalise(text=text)
    known = {plain[one.start : one.end] for one in find_personal_data(text=text) if one.kind is Kind.NAME}
    found: dict[str, NameFound] = {}
    for words, likely in _all(plain):
        before = found.get(words)
        found[words] = NameFound(words, likely or (before is not None and before.likely), words in known)
        if len(found) == _MOST:
            break
    sure = [one.words for one in found.values() if one.likely]
    return tuple(
        NameFound(one.words, one.likely or any(name.startswith(one.words) for name in sure), one.masked)
        for one in found.values()
    )


def _all(plain: str) -> Iterator[tuple[str, bool]]:
    for sentence in _SENTENCE.findall(plain):
        group: list[Word] = []
        for word in [*words_of(sentence), None]:
            if word is not None and (word.sort in _PERSON or (group and word.surface == " ")):
                group.append(word)
                continue
            yield from _named(sentence, group)
            group = []


def _named(sentence: str, group: list[Word]) -> Iterator[tuple[str, bool]]:
    named = [word for word in group if word.sort]
    if not any(word.sort in _SURE and word.surface not in _NO_NAMES for word in named):
        return
    start, end = named[0].start, named[-1].end
    if end - start >= _SHORTEST:
        full = named[0].sort == "姓" and any(word.sort == "名" for word in named[1:])
        yield sentence[start:end], full or _TITLED.match(sentence, end) is not None
