"""The sections by which a person may narrow the log."""

from assistants.reviewing.scope import ALL
from tenants.public import Access, SectionFacts, town_sections


def sections_for(*, access: Access) -> tuple[SectionFacts, ...]:
    """All of the town, or the person's own."""
    return tuple(one for one in town_sections() if access.may(ALL) or one.id in access.section_ids)
