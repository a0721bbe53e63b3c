"""What profile fields and blanks are filled with: the town's profile, the person's section, the day."""

from collections.abc import Iterable, Mapping
from datetime import date

from assistants.models import BlankValue
from assistants.prompting.content import Blank
from metering.public import fiscal_year_of
from tenants.public import Access, current_town, town_profile, town_sections
from web.public import wareki


def source_values(*, access: Access | None, today: date) -> dict[str, str]:
    """By source (content.SOURCES) what is known; empty texts for what is not. Two queries.

    Of several sections of a person the first in the town's order counts.
    """
    profile = town_profile()
    own = access.section_ids if access else frozenset()
    section = next((section for section in town_sections() if section.id in own), None)
    return {
        "town.name": current_town().name,
        "town.mayor": profile.mayor,
        "town.mayor_title": profile.mayor_title,
        "town.address": profile.address,
        "town.phone": profile.phone,
        "town.site": profile.site,
        "town.hours": profile.weekday_hours,
        "section.name": section.name if section else "",
        "section.phone": section.phone if section else "",
        "person.name": access.name if access else "",
        "today": wareki(day=today),
        "fiscal_year": fiscal_year_words(day=today),
    }


def blank_values(*, blanks: Iterable[Blank], sources: Mapping[str, str]) -> dict[str, str]:
    """By name what the town has written, else what its profile knows; empty for neither. One query."""
    wanted = {blank.name: blank for blank in blanks}
    written = dict(BlankValue.objects.filter(name__in=wanted).values_list("name", "value")) if wanted else {}
    return {name: written.get(name) or sources.get(blank.source, "") for name, blank in wanted.items()}


def desk_values(*, blanks: Iterable[Blank], duties: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What the town's desks say of blanks of desks and telephones: the first word of `duties` that a desk has counts.

    A suggestion; one query.
    """
    sections = town_sections()
    found = {}
    for blank in blanks:
        known = (one for word in duties.get(blank.name, ()) for one in sections if word in one.duties)
        desk = next(known, None)
        if desk:
            found[blank.name] = desk.name if blank.type == "desk" else desk.phone
    return found


def fiscal_year_words(*, day: date) -> str:
    """令和8年度."""
    first = date(fiscal_year_of(day=day), 4, 1)
    return f"{wareki(day=first).partition('年')[0]}年度"
