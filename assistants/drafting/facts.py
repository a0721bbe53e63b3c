"""Facts of a draft that stand in nothing it was written from: numbers, dates, amounts, phones, names."""

from dataclasses import dataclass
from typing import Final

from assistants.proofreading.reading import Reading
from assistants.verifying.compare_facts import same_fact
from assistants.verifying.facts import FactKind
from assistants.verifying.find_facts import find_facts
from assistants.verifying.sentences import split_sentences
from assistants.verifying.spelling import spelled

MOST_SHOWN: Final = 50
_AROUND: Final = 20
_NAME: Final = ("名詞", "固有名詞", "人名")


@dataclass(frozen=True, slots=True)
class LooseFact:
    """A fact without support: its words, and the sentence part around them."""

    words: str
    before: str
    after: str


def loose_facts(*, text: str, basis: str) -> tuple[LooseFact, ...]:
    """What a reader has to look up: facts of `text` that `basis` does not hold in any spelling (kanji, full width,
    wareki). At most 50. Without a basis every fact is loose. Words are shown in the spelling that is compared."""
    plain = spelled(text=basis)
    known = find_facts(text=plain)
    flat = "".join(plain.split())
    found: list[LooseFact] = []
    for line in split_sentences(text):
        sentence = spelled(text=line)
        found += [
            _around(sentence, fact.begin, fact.end)
            for fact in find_facts(text=sentence)
            if fact.kind is not FactKind.OPPOSITE and not any(same_fact(fact, other) for other in known)
        ]
        found += _names(sentence, flat)
        if len(found) >= MOST_SHOWN:
            break
    return tuple(dict.fromkeys(found[:MOST_SHOWN]))


def _names(sentence: str, flat: str) -> list[LooseFact]:
    """Names of people as the tokeniser knows them; surname and first name are one."""
    named = [one for one in Reading(sentence).morphemes if one.part[:3] == _NAME]
    runs: list[tuple[int, int]] = []
    for one in named:
        first = runs.pop()[0] if runs and runs[-1][1] == one.begin else one.begin
        runs.append((first, one.end))
    return [_around(sentence, start, end) for start, end in runs if sentence[start:end] not in flat]


def _around(sentence: str, start: int, end: int) -> LooseFact:
    return LooseFact(sentence[start:end], sentence[max(0, start - _AROUND) : start], sentence[end : end + _AROUND])
