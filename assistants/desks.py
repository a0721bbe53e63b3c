"""Whom to ask: which section of the town hall a question belongs to."""

from collections.abc import MutableMapping
from time import monotonic
from typing import Final

from django.utils.translation import gettext as _

from assistants.turn import Desk
from knowledge.public import FoundPassage
from tenants.public import SectionFacts, Town, current_town, town_profile, town_sections

_FRESH_SECONDS: Final = 600.0
_known: MutableMapping[str, tuple[tuple[str, str, str], float]] = {}  # by schema: public number, hours, closed days
_DUTY_WORD = 2  # shorter words of a section's duties say too little


def nearest_desk(*, question: str, best: FoundPassage | None) -> Desk | None:
    """The section whose duties the question names, longest word first; else the owner of the best passage."""
    sections = town_sections()
    named = [(len(word), section) for section in sections for word in section.duties if _names(question, word)]
    if named:
        return _as_desk(max(named, key=lambda pair: pair[0])[1])
    owner = best.section_id if best else None
    return next((_as_desk(section) for section in sections if section.id == owner), None)


def desk_of(*, section_id: int | None) -> Desk | None:
    """The desk of a section, while it is open."""
    found = (section for section in town_sections() if section.id == section_id) if section_id else iter(())
    return next((_as_desk(section) for section in found), None)


def main_desk() -> Desk | None:
    """The town hall itself; None while the profile has no phone. This process remembers it for a bad day."""
    profile = town_profile()
    schema = current_town().schema_name
    if not profile.phone:
        _known.pop(schema, None)
        return None
    facts = (profile.phone, profile.weekday_hours, profile.closed_days)
    _known[schema] = facts, monotonic()
    return _town_hall(*facts)


def remember_main_desk() -> None:
    """Asks for the town hall's number again once it was not asked for a while; one query in ten minutes."""
    known = _known.get(current_town().schema_name)
    if known is None or monotonic() - known[1] > _FRESH_SECONDS:
        main_desk()


def last_known_desk(*, town: Town) -> Desk | None:
    """The town hall as the database last named it to this process, for when the database is away."""
    known = _known.get(town.schema_name)
    return _town_hall(*known[0]) if known else None


def _town_hall(phone: str, hours: str, closed: str) -> Desk:
    words = {"hours": hours, "closed": closed}
    return Desk(name=_("役場 代表"), phone=phone, hours=_("%(hours)s（休み: %(closed)s）") % words)


def _names(question: str, word: str) -> bool:
    return len(word) >= _DUTY_WORD and word in question


def _as_desk(section: SectionFacts) -> Desk:
    return Desk(section.name, section.phone, section.hours, section.floor, section.id)
