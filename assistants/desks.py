"""Whom to ask: which section of the town hall a question belongs to."""

from django.utils.translation import gettext as _

from assistants.turn import Desk
from knowledge.public import FoundPassage
from tenants.public import SectionFacts, town_profile, town_sections

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
    """The town hall itself; None while the profile has no phone."""
    profile = town_profile()
    if not profile.phone:
        return None
    words = {"hours": profile.weekday_hours, "closed": profile.closed_days}
    return Desk(name=_("役場 代表"), phone=profile.phone, hours=_("%(hours)s（休み: %(closed)s）") % words)


def _names(question: str, word: str) -> bool:
    return len(word) >= _DUTY_WORD and word in question


def _as_desk(section: SectionFacts) -> Desk:
    return Desk(section.name, section.phone, section.hours, section.floor, section.id)
