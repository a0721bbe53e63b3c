"""What each section and each person looks after: the board before a staff rotation."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Count, Q

from knowledge.models import Document, FaqEntry, Site
from knowledge.models.document import findable_on
from knowledge.readers import editable_by
from tenants.public import Access, PersonFacts, town_people, town_sections

SEASON: Final = (3, 4)  # months: staff rotate on 1 April
_SOON: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SectionShare:
    """What a section looks after; `id` None: the town as a whole. `sites`: whose new pages come to it."""

    id: int | None
    name: str
    documents: int
    ending: int
    nobody: int
    entries: int
    sites: int


@dataclass(frozen=True, slots=True)
class PersonShare:
    """What a person looks after. `gone`: they have left, or hold no role any more where their documents are."""

    person: PersonFacts
    documents: int
    proposals: int
    gone: bool


def by_section(*, access: Access, today: date, whole_town: str) -> Sequence[SectionShare]:
    """The sections whose documents this person may hand over; four queries."""
    mine = Document.objects.filter(editable_by(access=access), withdrawn_at=None, current_version__isnull=False)
    ending = Q(valid_until__lte=today + _SOON) & findable_on(today=today)
    counted = (
        mine.order_by()
        .values_list("section")
        .annotate(
            documents=Count("pk"), ending=Count("pk", filter=ending), nobody=Count("pk", filter=Q(responsible=None))
        )
    )
    figures = {section: figures for section, *figures in counted}
    entries: Counter[int | None] = Counter(
        FaqEntry.objects.filter(document__in=mine, retired_at=None).order_by().values_list("section", flat=True)
    )
    read = Counter[int | None](Site.objects.standing().order_by().values_list("section", flat=True))
    names = [(None, whole_town), *((section.id, section.name) for section in town_sections())]
    return [
        _share(pk, name, figures.get(pk, [0, 0, 0]), entries[pk], read[pk])
        for pk, name in names
        if pk in figures or entries[pk] or (read[pk] and access.may("policy.edit"))
    ]


def _share(pk: int | None, name: str, figures: Sequence[int], entries: int, sites: int) -> SectionShare:
    documents, ending, nobody = figures
    return SectionShare(pk, name, documents, ending, nobody, entries, sites)


def by_person(*, access: Access) -> Sequence[PersonShare]:
    """The people who look after something that this person may hand over, those who are gone first; four queries."""
    mine = Document.objects.filter(editable_by(access=access), withdrawn_at=None)
    kept: dict[int, Counter[int | None]] = {}
    owned = mine.filter(responsible__isnull=False).order_by().values_list("responsible", "section")
    for person, section, count in owned.annotate(count=Count("pk")):
        kept.setdefault(person, Counter())[section] = count
    proposed = FaqEntry.objects.filter(document__in=mine, proposed__isnull=False, proposed_by__isnull=False)
    proposals = dict(proposed.order_by().values_list("proposed_by").annotate(count=Count("pk")))
    people = town_people(ids={*kept, *proposals})
    shares = [
        PersonShare(p, sum(kept.get(p.id, Counter()).values()), proposals.get(p.id, 0), _gone(p, kept.get(p.id)))
        for p in people
    ]
    return sorted(shares, key=lambda share: (not share.gone, -share.documents))


def orphaned(*, access: Access) -> int:
    """How many documents' person is shut out; one query."""
    mine = Document.objects.filter(editable_by(access=access), withdrawn_at=None)
    return mine.filter(responsible__is_active=False).count()


def _gone(person: PersonFacts, sections: Counter[int | None] | None) -> bool:
    if not person.active:
        return True
    elsewhere = {section for section in sections or () if section is not None} - person.section_ids
    return bool(elsewhere) and not person.town_wide
