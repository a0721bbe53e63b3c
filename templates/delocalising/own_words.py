"""What the town says of itself, wherever it stands in a folded text: people, desks, facilities, numbers, links."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from knowledge.public import Morpheme
from templates.delocalising.folding import fold, hiragana
from templates.delocalising.local_fact import FactKind, LocalFacts
from templates.delocalising.own_names import OwnWord, bare_names, name_words, spaced
from templates.delocalising.span import Span

_BEFORE_WORK: Final = r"(?=[町市村区]長|課長|係長|部長|主[査任事幹]|議[員長])"
_NOT_A_PLACE: Final = r"(?![一-龥々])"
_FEWEST_DIGITS: Final = 6


def find_own_words(text: str, pieces: Sequence[Morpheme], town: LocalFacts) -> Iterator[Span]:
    """Every own word; they may overlap."""
    plain = hiragana(text)
    for word in _words(town):
        for found in word.pattern.finditer(plain if word.in_kana else text):
            if found.end() > found.start():
                yield Span(found.start(), found.end(), word.kind, word.role)
    yield from bare_names(text, pieces, town)


def own_values(town: LocalFacts) -> Iterable[str]:
    """What is public of the town and so no personal data in its texts."""
    return (town.mayor, *town.people, *town.phones, *town.emails, *town.addresses)


@lru_cache(maxsize=64)
def _words(town: LocalFacts) -> tuple[OwnWord, ...]:
    return (*name_words(town), *_people(town), *_things(town), *_hosts(town), *_phones(town))


def _people(town: LocalFacts) -> Iterator[OwnWord]:
    for role, names in (("首長の氏名", (town.mayor,)), ("担当者名", town.people)):
        for name in names:
            parts = fold(name).split()
            if len("".join(parts)) > 1:
                yield OwnWord(spaced("".join(parts)), FactKind.PERSON, role)
            if len(parts) > 1 and len(parts[0]) > 1:
                family = re.escape(parts[0])
                alone = rf"(?:(?<![一-龥々])|(?<=[長課係])){family}{_NOT_A_PLACE}|{family}{_BEFORE_WORK}"
                yield OwnWord(re.compile(alone), FactKind.PERSON, role)


def _things(town: LocalFacts) -> Iterator[OwnWord]:
    for kind, words in (
        (FactKind.DESK, town.desks),
        (FactKind.FACILITY, town.facilities),
        (FactKind.EMAIL, town.emails),
        (FactKind.ADDRESS, town.addresses),
    ):
        for word in words:
            plain = fold(word).strip()
            if len(plain) > 1:
                hall = kind is FactKind.ADDRESS and word == town.addresses[0]
                yield OwnWord(spaced(plain), kind, "役場の住所" if hall else "")


def _hosts(town: LocalFacts) -> Iterator[OwnWord]:
    for host in town.hosts:
        bare = re.escape(fold(host).lower().removeprefix("www."))
        link = rf"(?:https?://)?[a-z0-9.-]*{bare}(?:/[A-Za-z0-9\-_/.?=&%#~]*)?"
        yield OwnWord(re.compile(link, re.IGNORECASE), FactKind.URL)


def _phones(town: LocalFacts) -> Iterator[OwnWord]:
    """However they are divided."""
    for number in town.phones:
        digits = re.findall(r"[0-9]", fold(number))
        if len(digits) >= _FEWEST_DIGITS:
            divided = re.compile(r"(?<![0-9])\(?" + r"[ ()-]{0,2}".join(digits) + r"(?![0-9])")
            yield OwnWord(divided, FactKind.PHONE, "役場の電話" if number == town.phones[0] else "")
