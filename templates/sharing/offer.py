"""Prepares something of the town for sharing: begins it, keeps what people write and decide, and throws it away."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from audit_log.public import Actor, Subject, record
from templates.audit_actions import OFFERING_CHANGED
from templates.delocalising.local_fact import Decision
from templates.delocalising.replace_by_blanks import suggested
from templates.envelope import content_of, plain_content
from templates.models import Edition, Offering, SharedItem
from templates.places import followed, with_texts
from templates.sharing.check import check
from templates.sharing.local_things import Gathered, gather
from tenants.public import Access, in_public

EDITABLE = (Offering.State.PREPARING, Offering.State.RETURNED)


class OfferingClosed(RuntimeError):
    """It is handed in or released: nothing of it can be written."""


def begin_offering(*, gathered: Gathered, actor: Actor, now: datetime, wish_id: UUID | None = None) -> Offering:
    """A new preparation.

    Made from what was released before, it is the next edition, with the words decided then; made from something
    adopted, it keeps licence and lineage. `wish_id`: on the board, closed by its release.
    """
    row = _begin(gathered, _released_before(gathered), actor, now)
    if wish_id:
        Offering.objects.filter(pk=row.pk).update(wish_id=wish_id)
    return row


def begin_next(*, offering: Offering, access: Access, actor: Actor, now: datetime) -> Offering:
    """The next edition of something released: from the town's thing as it is by now, of a text from its last state."""
    gathered = gather(key=offering.thing, access=access) if offering.thing else None
    return _begin(gathered or Gathered(content_of(plain=offering.content), ()), offering, actor, now)


def _begin(gathered: Gathered, before: Offering | None, actor: Actor, now: datetime) -> Offering:
    plain = plain_content(content=gathered.content)
    if gathered.derived_from:
        with in_public():
            parent = Edition.objects.filter(pk=gathered.derived_from).first()
        plain["licence"] = parent.licence if parent else plain["licence"]
    if before:
        head = ("title", "purpose", "task", "cautions", "licence", "author", "laws")
        plain |= {name: before.content[name] for name in head}
    content = plain_content(content=followed(content=content_of(plain=plain)))
    with transaction.atomic():
        row = Offering.objects.create(
            kind=content["kind"],
            local_ids=list(gathered.local_ids),
            title=content["title"],
            content=content,
            decisions=before.decisions if before else {},
            marks=before.marks if before else [],
            section=before.section if before else "",
            item_id=before.item_id if before else None,
            derived_from_id=None if before else gathered.derived_from,
            made_by=actor.label[:60],
            made_at=now,
            changed_at=now,
        )
        _note(row, _("準備の開始"), actor, now)
    return row


def write_head(*, offering: Offering, head: Mapping[str, Any], section: str, change_note: str, now: datetime) -> None:
    """Keep title, purpose and the like; `head` are plain values of the content. Raises OfferingClosed."""
    content = followed(content=content_of(plain={**offering.content, **head}))
    _write(
        offering,
        now,
        content=plain_content(content=content),
        title=content.title,
        section=section,
        change_note=change_note,
    )


def write_text(*, offering: Offering, place: str, text: str, now: datetime) -> None:
    """Change one text of the copy that is prepared; what the town uses itself stays. Raises OfferingClosed."""
    content = with_texts(content=content_of(plain=offering.content), texts={place: text})
    _write(offering, now, content=plain_content(content=content), title=content.title)


def decide(*, offering: Offering, decisions: Mapping[str, Decision], now: datetime) -> None:
    """Keep decisions by the facts' keys, beside those of before. Raises OfferingClosed."""
    _write(offering, now, decisions={**offering.decisions, **{key: asdict(one) for key, one in decisions.items()}})


def decide_as_suggested(*, offering: Offering, now: datetime) -> int:
    """Turn everything that is open into the blank that was suggested; how many. Raises OfferingClosed."""
    open_ = check(offering=offering).open
    undecided = [fact for fact in open_ if fact.key not in offering.decisions]
    decisions = suggested(facts=undecided)
    decide(offering=offering, decisions=decisions, now=now)
    return len(decisions)


def mark(*, offering: Offering, text: str, kind: str, now: datetime) -> None:
    """Add something local that was found by a person. Raises OfferingClosed."""
    marks = [one for one in offering.marks if one["text"] != text]
    _write(offering, now, marks=[*marks, {"text": text, "kind": kind}])


def unmark(*, offering: Offering, text: str, now: datetime) -> None:
    """Take such a mark away. Raises OfferingClosed."""
    _write(offering, now, marks=[one for one in offering.marks if one["text"] != text])


def discard(*, offering: Offering, actor: Actor, now: datetime) -> None:
    """Throw a preparation away; what it was made from stays. Raises OfferingClosed."""
    with transaction.atomic():
        _note(offering, _("準備の取りやめ"), actor, now)
        if not Offering.objects.filter(pk=offering.pk, state__in=EDITABLE).delete()[0]:
            raise OfferingClosed(offering.title)


def _released_before(gathered: Gathered) -> Offering | None:
    """The latest released from the same thing, unless it was withdrawn."""
    if not gathered.local_ids:
        return None
    same = {"kind": gathered.content.kind, "local_ids": list(gathered.local_ids)}
    rows = list(Offering.objects.filter(**same, state=Offering.State.RELEASED))
    with in_public():
        ids = [row.item_id for row in rows if row.item_id]
        standing = set(SharedItem.objects.filter(pk__in=ids, withdrawn_at=None).values_list("pk", flat=True))
    return next((row for row in rows if row.item_id in standing), None)


def _write(offering: Offering, now: datetime, **values: Any) -> None:
    rows = Offering.objects.filter(pk=offering.pk, state__in=EDITABLE)
    if not rows.update(**values, changed_at=now):
        raise OfferingClosed(offering.title)
    for name, value in values.items():
        setattr(offering, name, value)


def _note(row: Offering, what: str, actor: Actor, now: datetime) -> None:
    subject = Subject("template_library.offering", str(row.pk), row.title)
    record(action=OFFERING_CHANGED, actor=actor, subject=subject, detail={"what": what}, at=now)
