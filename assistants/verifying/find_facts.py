"""Finds all facts of a text, the surest shapes first."""

from assistants.verifying.facts import Claimed, Fact
from assistants.verifying.patterns import calendar, clock, contacts, desks, opposites, quantities

# Order is precedence: 0999-10-1102 is a phone before it is three numbers, 8:30 a time before an amount.
_PATTERNS = (contacts.find, clock.find, calendar.find, quantities.find, desks.find, opposites.find)


def find_facts(*, text: str) -> tuple[Fact, ...]:
    """The facts of `text` (in the spelling of `spelled`) by place, without overlaps."""
    claimed = Claimed(text)
    for find in _PATTERNS:
        find(claimed)
    return tuple(claimed.in_order())
