"""The queue as the desk sees it: whose it is, how it is narrowed, what waits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, F, Prefetch, Q, QuerySet

from assistants.handover.refused import HandoverUnknown
from assistants.models import Handover, HandoverMessage
from llm_gateway.public import SecretNotReadable, decrypt_text
from tenants.public import Access, current_town
from web.public import Cut, cut

State = Handover.State
ALL: Final = "handovers.all"
TABS: Final[dict[str, tuple[State, ...]]] = {
    "waiting": (State.OPEN, State.TRANSFERRED),
    "taken": (State.TAKEN,),
    "answered": (State.ANSWERED,),
    "closed": (State.CLOSED,),
}


@dataclass(frozen=True, slots=True)
class Contact:
    """Who asked, as far as they said."""

    name: str
    contact: str


def handovers_for(*, access: Access) -> QuerySet[Handover]:
    """Those of the person's sections; all for whoever holds the word for the town."""
    rows = Handover.objects.select_related("section", "taken_by")
    if access.may(ALL):
        return rows
    return rows.filter(section_id__in=access.section_ids)


def queue_page(*, access: Access, tab: str, section_id: int | None, page: str) -> Cut[Handover]:
    """One page of a tab; what is owed first stands first, what is done by its date. Two queries."""
    rows = handovers_for(access=access).filter(state__in=TABS[tab])
    if section_id:
        rows = rows.filter(section_id=section_id)
    if tab in {"waiting", "taken"}:
        return cut(items=rows.order_by("-urgent", F("promised_at").asc(nulls_first=True), "pk"), number=page)
    return cut(items=rows.order_by("-opened_at"), number=page)


def queue_counts(*, access: Access, now: datetime) -> dict[str, int]:
    """How many stand in each tab, and how many are overdue. One query."""
    rows = handovers_for(access=access).select_related(None)
    counts = {tab: Count("pk", filter=Q(state__in=states)) for tab, states in TABS.items()}
    overdue = Count("pk", filter=Q(state__in=Handover.OWED, promised_at__lt=now))
    return rows.aggregate(**counts, overdue=overdue)


def handover_for(*, access: Access, handover_id: int) -> Handover:
    """One with all its words, oldest first. Raises HandoverUnknown for other sections' ones. Two queries."""
    words = HandoverMessage.objects.order_by("at", "pk")
    rows = handovers_for(access=access).prefetch_related(Prefetch("messages", words))
    row = rows.filter(pk=handover_id).first()
    if row is None:
        raise HandoverUnknown(str(handover_id))
    return row


def contact_of(*, row: Handover) -> Contact:
    """Name and contact, opened with the town's key; empty when they were not given or are gone."""
    schema = current_town().schema_name
    try:
        name = decrypt_text(token=row.name_sealed, schema_name=schema)
        return Contact(name, decrypt_text(token=row.contact_sealed, schema_name=schema))
    except SecretNotReadable:
        return Contact("", "")
