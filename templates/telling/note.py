"""Notes whom of the entered town to tell what; telling them is another step, by a worker."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from templates.models import Edition, LibraryMail, Offering, SharedItem, Submission
from templates.telling.enqueue import ring
from tenants.public import town_people


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened, as `LibraryMail` keeps it."""

    event: LibraryMail.Event
    about: str
    title: str
    local_id: int | None
    told: dict[str, Any] = field(default_factory=dict)


def note_decision(*, submission: Submission, now: datetime) -> None:
    """Tell who handed it in what the operator decided; in the transaction of the decision, in its town."""
    offering = Offering.objects.filter(submission_id=submission.pk).first()
    approved = submission.edition_id is not None
    event = LibraryMail.Event.RELEASED if approved else LibraryMail.Event.RETURNED
    told = {"version": submission.version, "words": "" if approved else submission.comment}
    news = News(event, str(submission.pk), submission.title, offering.pk if offering else None, told)
    _note_for_sender(offering, news, now)


def note_own_withdrawal(*, item: SharedItem, edition: Edition | None, reason: str, now: datetime) -> None:
    """Tell who handed the item in last that it, or one edition of it, was withdrawn; in that transaction, in its
    town."""
    offering = Offering.objects.filter(item_id=item.pk, state=Offering.State.RELEASED).first()
    withdrawn = edition or item
    event, local_id = LibraryMail.Event.OWN_WITHDRAWN, offering.pk if offering else None
    news = News(event, str(withdrawn.pk), str(withdrawn), local_id, {"words": reason})
    _note_for_sender(offering, news, now)


def note_for_responsible(*, news: Iterable[News], now: datetime) -> int:
    """Those responsible for the entered town, each of them once for each event; how many rows are meant. Three
    queries, none without news."""
    found = list(news)
    if not found:
        return 0
    return _note(found, [one.id for one in town_people() if one.active and one.town_wide], now)


def _note_for_sender(offering: Offering | None, news: News, now: datetime) -> None:
    """Who handed the offering in, while they are here; else those responsible for the town."""
    sender = offering.handed_in_by if offering else None
    people = [person for person in town_people() if person.active]
    _note([news], [one.id for one in people if one.id == sender] or [one.id for one in people if one.town_wide], now)
    ring(now=now)


def _note(news: Iterable[News], people: Collection[int], now: datetime) -> int:
    rows = [
        LibraryMail(
            event=one.event,
            about=one.about,
            title=" ".join(one.title.split())[:120],
            local_id=one.local_id,
            told=one.told,
            person_id=person,
            made_at=now,
        )
        for one in news
        for person in people
    ]
    LibraryMail.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
