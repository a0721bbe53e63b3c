"""The operator's side of a submission: the queue, what differs from the last edition, approve, return."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assistants.public import Line, compared
from audit_log.public import Action, Actor, record
from templates.audit_actions import EDITION_RELEASED, SUBMISSION_RETURNED
from templates.envelope import Origin, SharedContent, content_of
from templates.models import Edition, Offering, Submission
from templates.places import place_label, texts_of
from templates.population import population_class
from templates.sharing.numbering import Numbers, numbers
from templates.sharing.release import Release, ReleaseRefused, release_edition
from templates.sharing.submit import subject_of
from templates.telling.note import note_decision
from templates.wishing.board import fulfil
from tenants.public import Town, all_towns, in_public, in_town, member

_NOTHING: Final[dict[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Difference:
    """One text: as it was in the last edition and as it would be."""

    label: str
    lines: tuple[Line, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A submission as the moderator sees it: the content, what differs, and since which edition."""

    row: Submission
    content: SharedContent
    last: Edition | None
    differences: tuple[Difference, ...]
    kept: tuple[dict[str, str], ...]
    numbers: Numbers

    @property
    def raised(self) -> bool:
        """Whether the town chose a higher number than its change asks for."""
        return self.row.version != str(self.numbers.least.version)


class NotWaiting(RuntimeError):
    """Somebody decided already, or the town took it back."""


def submissions_in(*, state: str) -> QuerySet[Submission]:
    """Those of a state, the oldest first while they wait; waiting ones for an unknown word."""
    known = state if state in Submission.State.values else Submission.State.WAITING
    order = "submitted_at" if known == Submission.State.WAITING else "-submitted_at"
    return Submission.objects.filter(state=known).order_by(order)


def reviewed(*, row: Submission) -> Reviewed:
    """What the page shows; two queries."""
    content = content_of(plain=row.content)
    before = Edition.objects.filter(item_id=row.item_id).select_related("item")
    if row.decided_at:  # its own edition, and later ones, are no answer to what it changed
        before = before.filter(released_at__lt=row.decided_at)
    last = before.first() if row.item_id else None
    kept = tuple({**one, "place": place_label(place=one["place"])} for one in row.kept)
    differences = differences_of(last=last, content=content)
    return Reviewed(row, content, last, differences, kept, numbers(last=last, content=content))


def differences_of(*, last: Edition | None, content: SharedContent) -> tuple[Difference, ...]:
    """Every text in order, blanks apart; without a last edition nothing is marked as changed."""
    new = texts_of(content=content)
    old = texts_of(content=content_of_edition(edition=last)) if last else _NOTHING
    found = []
    for place in (one for one in dict.fromkeys([*new, *old]) if not one.startswith("blanks/")):
        before = old.get(place, "") if last else new[place]
        lines = compared(older=before, newer=new.get(place, ""))
        found.append(Difference(place_label(place=place), lines, before != new.get(place, "")))
    return tuple(found)


def content_of_edition(*, edition: Edition) -> SharedContent:
    """The content that an edition froze."""
    names = ("title", "purpose", "task", "cautions", "licence", "author", "laws", "blanks")
    plain = {name: getattr(edition, name) for name in names}
    return content_of(plain={**plain, "kind": edition.item.kind, "body": edition.content})


def approve(*, submission: Submission, actor: Actor, now: datetime) -> Edition:
    """Release it. Raises NotWaiting, ReleaseRefused; then it still waits."""
    with in_public(), transaction.atomic():
        row = _locked(submission)
        edition = release_edition(release=_release(row), actor=actor, now=now)
        row.state, row.edition, row.decided_at, row.decided_by = (
            Submission.State.APPROVED,
            edition,
            now,
            actor.label[:60],
        )
        row.save(update_fields=["state", "edition", "decided_at", "decided_by"])
        if row.wish_id:
            fulfil(wish_id=row.wish_id, item=edition.item, actor=actor, now=now)
        values = {"state": Offering.State.RELEASED, "item_id": edition.item_id}
        _tell_town(row, values, EDITION_RELEASED, actor, now)
    return edition


def give_back(*, submission: Submission, comment: str, actor: Actor, now: datetime) -> None:
    """Return it with a comment; the town goes on with its preparation. Raises NotWaiting."""
    with in_public(), transaction.atomic():
        row = _locked(submission)
        _close(row, actor, now, state=Submission.State.RETURNED, comment=comment)
        row.comment = comment
        detail = {"town": row.town_name, "comment": comment[:200]}
        record(action=SUBMISSION_RETURNED, actor=actor, subject=subject_of(submission=row), detail=detail, at=now)
        values = {"state": Offering.State.RETURNED, "comment": comment}
        _tell_town(row, values, SUBMISSION_RETURNED, actor, now)


def town_with(*, town_id: int | None) -> Town | None:
    """The town of this installation with that id; one query."""
    return next((town for town in all_towns(suspended=True) if town.id == town_id), None)


def _locked(submission: Submission) -> Submission:
    row = Submission.objects.select_for_update().get(pk=submission.pk)
    if row.state != Submission.State.WAITING:
        raise NotWaiting(row.get_state_display())
    return row


def _release(row: Submission) -> Release:
    facts = member(town_id=row.town_id)
    if facts is None:
        raise ReleaseRefused(_("申請した町がこのシステムにありません。差し戻してください。"))
    origin = Origin(
        town_code=row.town_code,
        town=row.town_name,
        prefecture=facts.prefecture,
        population_class=population_class(population=facts.population),
        section=row.section,
    )
    return Release(
        content=content_of(plain=row.content),
        origin=origin,
        consortium_id=row.consortium_id,
        town_id=row.town_id,
        change_note=row.change_note,
        version=row.version,
        item_id=row.item_id,
        derived_from=row.derived_from_id if row.item_id is None else None,
    )


def _close(row: Submission, actor: Actor, now: datetime, **values: Any) -> None:
    Submission.objects.filter(pk=row.pk).update(**values, decided_at=now, decided_by=actor.label[:60])


def _tell_town(row: Submission, values: dict[str, Any], action: Action, actor: Actor, now: datetime) -> None:
    """In the same transaction: the town's offering, its audit log, and the mail to who handed it in."""
    town = town_with(town_id=row.town_id)
    if town is None:
        return
    detail = {"town": row.town_name, "note": row.change_note[:200], "comment": str(values.get("comment", ""))[:200]}
    with in_town(town):
        Offering.objects.filter(submission_id=row.pk).update(**values, changed_at=now)
        note_decision(submission=row, now=now)
        record(action=action, actor=actor, subject=subject_of(submission=row), detail=detail, at=now)
