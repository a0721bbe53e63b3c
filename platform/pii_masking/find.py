"""Finds personal data: every kind once, the surer kind first where two claim the same characters."""

from collections.abc import Iterable, Iterator
from itertools import chain

from pii_masking.findings import Finding, Kind, MyNumberFound
from pii_masking.patterns import (
    address,
    bank_account,
    birth_date,
    care_insurance,
    credit_card,
    driving_licence,
    employment_insurance,
    health_insurance,
    mail,
    my_number,
    name,
    passport,
    pension_number,
    phone,
    postal_code,
    residence_card,
    resident_record,
)
from pii_masking.reading import Reading

# Order is precedence: what a word nearby or a check digit calls by name comes before what only has a shape.
_NUMBERS = (
    my_number.find,
    driving_licence.find,
    pension_number.find,
    residence_card.find,
    passport.find,
    resident_record.find,
    care_insurance.find,
    employment_insurance.find,
    health_insurance.find,
    credit_card.find,
    phone.find,
    bank_account.find,
)
_TEXTS = (mail.find, birth_date.find)


def find_personal_data(*, text: str, allowed: Iterable[str] = (), hidden: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What stands in `text`, in order, without overlaps.

    `allowed` are values that are not personal here: the town's own desk phones, its mayor's name, its hall's address;
    compared without hyphens, blanks and widths. `hidden` are names that a person wants hidden wherever they stand.
    """
    reading = Reading.of(text=text)
    addresses = tuple(address.find(reading))
    found = chain(
        chain.from_iterable(look(reading) for look in _NUMBERS) if reading.stretches else (),
        addresses,
        postal_code.find(reading, addresses),
        chain.from_iterable(look(reading) for look in _TEXTS),
        name.find(reading, hidden=tuple(hidden)),
    )
    harmless = {_bare(value) for value in allowed}
    kept = (finding for finding in found if _bare(reading.text[finding.start : finding.end]) not in harmless)
    return tuple(sorted(_without_overlaps(kept)))


def find_my_number(*, text: str) -> MyNumberFound | None:
    """Whether a My Number stands in `text`. Then the caller throws the message away and keeps nothing of it."""
    reading = Reading.of(text=text)
    hits = list(my_number.find(reading))
    return MyNumberFound(certain=any(hit.certain for hit in hits)) if hits else None


def _without_overlaps(findings: Iterable[Finding]) -> Iterator[Finding]:
    taken: set[int] = set()
    for finding in findings:
        places = range(finding.start, finding.end)
        if taken.isdisjoint(places):
            taken.update(places)
            yield finding


def _bare(value: str) -> str:
    plain = Reading.of(text=value).text.lower()
    return "".join(character for character in plain if character.isalnum())


def holds_my_number(findings: Iterable[Finding]) -> MyNumberFound | None:
    """The same answer out of findings that were already made."""
    hits = [finding for finding in findings if finding.kind is Kind.MY_NUMBER]
    return MyNumberFound(certain=any(hit.certain for hit in hits)) if hits else None
