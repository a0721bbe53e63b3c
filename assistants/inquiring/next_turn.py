"""The turn of a question within an inquiry: masked, narrowed, with the inquiry's own files and what was said before."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils import timezone

from assistants.inquiring.change import TITLE_CHARACTERS
from assistants.inquiring.find import standing_turns
from assistants.inquiring.search_files import best_of_files
from assistants.inquiring.style import style_of
from assistants.inquiring.unmask import HoldsMyNumber, mask_for, vault_of
from assistants.models import Inquiry, RecordedTurn
from assistants.refusals import check_grade
from assistants.turn import Channel, Turn
from assistants.typed import cleaned
from knowledge.public import Asker, SearchFilters
from pii_masking.public import Vault
from tenants.public import Access, current_town, town_policy, town_sections

HISTORY: Final = 3
_WHOLE_TOWN: Final = "policy.edit"  # reads every section's documents


def next_turn(*, row: Inquiry, access: Access, question: str, replaces: UUID | None, now: datetime) -> Turn:
    """The turn; what it takes the place of (an edited question and all behind it) no longer stands.

    Raises Refused when the town's limit was lowered under the inquiry's grade.
    """
    check_grade(grade=row.grade)
    typed = cleaned(text=question)
    try:
        (masked,), vault = mask_for(inquiry_id=row.pk, texts=(typed,))
        title = masked.text
    except HoldsMyNumber:
        title, vault = "", vault_of(row=row)  # the guard throws the message away and says so
    _take_place(row, replaces, title=title, now=now)
    said = standing_turns(row=row, vault=Vault())[-HISTORY:]
    turn = Turn(
        town=current_town(),
        asker=asker_of(access=access),
        channel=Channel.STAFF,
        question=typed,
        now=timezone.localtime(now),
        language_chosen=True,
        conversation_id=row.conversation_id,
        person_id=access.person_id,
        history=tuple((shown.question, " ".join(part.text for part in shown.parts)) for shown in said),
        filters=filters_of(row=row),
        attached=best_of_files(inquiry_id=row.pk, question=typed),
        only_attached=row.only_files,
        style=style_of(length=row.length, tone=row.tone),
        vault=vault,
    )
    turn.notes["inquiry"] = {"grade": row.grade, "length": row.length, "tone": row.tone}
    return turn


def asker_of(*, access: Access) -> Asker:
    """Staff of their sections; what goes to a model is at most of the grade that the town lets staff enter there."""
    own = frozenset(one.id for one in town_sections()) if access.may(_WHOLE_TOWN) else access.section_ids
    return Asker("staff", section_ids=own, highest_grade=town_policy().highest_grade_entered)


def filters_of(*, row: Inquiry) -> SearchFilters | None:
    """The inquiry's narrowing as the search takes it."""
    if not (row.section_id or row.fiscal_year or row.document_ids):
        return None
    return SearchFilters(
        section_ids=_one(row.section_id),
        fiscal_years=_one(row.fiscal_year),
        document_ids=frozenset(row.document_ids),
    )


def _one(value: int | None) -> frozenset[int]:
    return frozenset() if value is None else frozenset({value})


def _take_place(row: Inquiry, replaces: UUID | None, *, title: str, now: datetime) -> None:
    if replaces is not None:
        turns = RecordedTurn.objects.filter(conversation_id=row.conversation_id)
        first = turns.filter(pk=replaces).values_list("at", flat=True).first()
        if first is not None:
            gone = turns.filter(at__gte=first).values_list("pk", flat=True)
            row.replaced = sorted({*row.replaced, *map(str, gone)})
    row.title = row.title or title[:TITLE_CHARACTERS]
    row.asked_at = now
    row.save(update_fields=["replaced", "title", "asked_at"])
