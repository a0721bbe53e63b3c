"""Finds what only one town means: every kind of rule over every text, then one fact for each stretch of letters."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from knowledge.public import morphemes
from pii_masking.public import Kind, find_personal_data
from templates.delocalising.addresses import find_addresses
from templates.delocalising.desks import find_desks
from templates.delocalising.folding import folded
from templates.delocalising.local_fact import FactKind, LocalFact, LocalFacts, Texts
from templates.delocalising.ordinances import find_ordinances
from templates.delocalising.own_words import find_own_words, own_values
from templates.delocalising.people import find_people
from templates.delocalising.place_names import find_places
from templates.delocalising.shapes import find_shapes
from templates.delocalising.span import Span
from templates.delocalising.suggest_blanks import with_blanks

# What stands before takes the letters where two overlap; the rest of the other one stays a fact of its own.
_ORDER: Final = (
    FactKind.PERSONAL,
    FactKind.EMAIL,
    FactKind.URL,
    FactKind.ORDINANCE,
    FactKind.PHONE,
    FactKind.FACILITY,
    FactKind.PERSON,
    FactKind.OWN_TOWN,
    FactKind.PREFECTURE,
    FactKind.TOWN_NAME,
    FactKind.DESK,
    FactKind.ADDRESS,
    FactKind.AMOUNT,
    FactKind.DATE,
    FactKind.HOURS,
)
_RANK: Final = {kind: rank for rank, kind in enumerate(_ORDER)}
_PLACE: Final = re.compile(r"\{\{[^{}\n]*\}\}")
_MOBILE: Final = re.compile(r"(?:\+81|0)[^0-9]*[5-9]0")
_WHOLE: Final = frozenset({"役場の住所"})  # one blank, although it names the town too
_HARMLESS: Final = re.compile(r"[市区町村長\s、。,.・()（）「」:：\-のはがをにとでもへ]*")


def find_local_facts(*, texts: Texts, town: LocalFacts) -> tuple[LocalFact, ...]:
    """The local facts of all texts in order, without overlaps, each with a suggested blank; the same words of the same
    kind have the same suggestion. Some 20,000 characters a second."""
    found = [fact for place, text in texts.items() for fact in _in_one(place, text, town)]
    return with_blanks(found, town=town)


def _in_one(place: str, text: str, town: LocalFacts) -> Iterator[LocalFact]:
    reading = folded(text=text)
    spans = [*_local(reading.text, town), *_personal(reading.text, town)]
    for span in _settled(spans, reading.text):
        start, end = reading.span(span.start, span.end)
        yield LocalFact(place, start, end, text[start:end], span.kind, span.role, private=span.private)


def _local(text: str, town: LocalFacts) -> Iterator[Span]:
    pieces = tuple(morphemes(text=text))
    yield from find_own_words(text, pieces, town)
    yield from find_places(text, pieces)
    yield from find_people(text, pieces)
    yield from find_desks(text, pieces)
    yield from find_addresses(text, pieces)
    yield from find_ordinances(text)
    yield from find_shapes(text, pieces)


def _personal(text: str, town: LocalFacts) -> Iterator[Span]:
    """What masking finds. A fixed phone, a postal code and an office's address are local facts, not a person's."""
    for one in find_personal_data(text=text, allowed=own_values(town)):
        words = text[one.start : one.end]
        if one.kind is Kind.PHONE and not _MOBILE.match(words):
            yield Span(one.start, one.end, FactKind.PHONE, private=True)
        elif one.kind in (Kind.POSTAL_CODE, Kind.ADDRESS):
            yield Span(one.start, one.end, FactKind.ADDRESS, private=True)
        elif one.kind is Kind.MAIL and _of_the_town(words, town):
            yield Span(one.start, one.end, FactKind.EMAIL)
        elif not (one.kind is Kind.NAME and _is_known(words, town)):
            yield Span(one.start, one.end, FactKind.PERSONAL)


def _of_the_town(mail: str, town: LocalFacts) -> bool:
    host = mail.rpartition("@")[2].lower()
    return any(host == known.lower().removeprefix("www.") for known in town.hosts) or mail in town.emails


def _is_known(name: str, town: LocalFacts) -> bool:
    bare = "".join(name.split())  # masking may have read a title as part of the name: 町長佐久間健一
    people = [folded(text=one).text.split() for one in (town.mayor, *town.people) if one.strip()]
    return any(bare.endswith("".join(parts)) or bare == parts[0] for parts in people)


def _settled(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """No letter belongs to two facts; nothing inside a blank that stands there already, unless it tells a name."""
    taken = [False] * len(text)
    for place in _PLACE.finditer(text):
        taken[place.start() : place.end()] = [True] * len(place[0])
    kept: list[Span] = []
    for span in sorted(spans, key=_rank):
        kept += list(_free_parts(span, taken, text))
    return iter(sorted(kept, key=lambda one: one.start))


def _rank(span: Span) -> tuple[int, bool, int, int]:
    rank = -1 if span.role in _WHOLE else _RANK[span.kind]
    return rank, not span.private, span.start - span.end, span.start


def _free_parts(span: Span, taken: list[bool], text: str) -> Iterator[Span]:
    start = span.start
    while start < span.end:
        if taken[start]:
            start += 1
            continue
        end = start
        while end < span.end and not taken[end]:
            end += 1
        if not _HARMLESS.fullmatch(text, start, end):
            taken[start:end] = [True] * (end - start)
            yield Span(start, end, span.kind, span.role, span.private)
        start = end
