"""Errors that residents reported: an item of the section with a state."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from assistants.audit_actions import REPORT_SETTLED
from assistants.models import Feedback
from assistants.reviewing.scope import ALL, of_sections
from audit_log.public import Actor, Subject, record
from tenants.public import Access, HomeTile
from web.public import Cut, cut


class ReportUnknown(LookupError):
    """No such report for this person."""


def reports_for(*, access: Access) -> QuerySet[Feedback]:
    """Reported errors of the person's sections; those without a section belong to whoever answers for the town."""
    rows = Feedback.objects.filter(of_sections(access=access), kind=Feedback.Kind.ERROR)
    return rows.select_related("turn", "section", "settled_by")


def reports_page(*, access: Access, state: str, page: str) -> Cut[Feedback]:
    """One page of a state, newest first. Two queries."""
    rows = reports_for(access=access)
    rows = rows.filter(state=Feedback.State.OPEN) if state == "open" else rows.exclude(state=Feedback.State.OPEN)
    return cut(items=rows.order_by("-at"), number=page)


def settle_report(*, access: Access, report_id: int, state: str, note: str, actor: Actor, now: datetime) -> None:
    """Say what became of it, or open it again. Raises ReportUnknown, ValueError for a state that is none."""
    chosen = Feedback.State(state)
    row = reports_for(access=access).filter(pk=report_id).first()
    if row is None:
        raise ReportUnknown(str(report_id))
    settled = chosen != Feedback.State.OPEN
    with transaction.atomic():
        Feedback.objects.filter(pk=row.pk).update(
            state=chosen,
            note=note.strip()[:300] or F("note"),
            settled_by_id=int(actor.id) if settled else None,
            settled_at=now if settled else None,
        )
        subject = Subject("assistants.report", str(row.pk), _("誤りの報告%(number)s") % {"number": row.pk})
        record(action=REPORT_SETTLED, actor=actor, subject=subject, detail={"state": str(chosen.label)}, at=now)


def tiles(access: Access) -> list[HomeTile]:
    """Reports to look at. One query for those who read the log and may mend."""
    if not (access.may("conversations.see") and access.may("knowledge.edit")):
        return []
    count = reports_for(access=access).filter(state=Feedback.State.OPEN).count()
    label = _("住民から届いた誤りの報告") if access.may(ALL) else _("担当課に届いた誤りの報告")
    return [HomeTile(count, label, reverse("assistants:reports"), urgent=True)]
