"""The turn of a question within an inquiry: masked, narrowed, with the inquiry's own files and what was said before."""

from collections.abc import Mapping
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
from assistants.names_offered import NamesToDecide, check_names, hidden_of
from assistants.refusals import check_grade
from assistants.turn import Channel, Turn
from assistants.typed import cleaned
from knowledge.public import Asker, SearchFilters
from llm_gateway.public import Feature, load_route
from pii_masking.public import Vault, names_of
from tenants.public import Access, current_town, town_policy, town_sections

HISTORY: Final = 3
_MOST_NAMES: Final = 200
_WHOLE_TOWN: Final = "policy.edit"  # reads every section's documents


def next_turn(
    *,
    row: Inquiry,
    access: Access,
    question: str,
    names: Mapping[str, bool] | None = None,
    replaces: UUID | None,
    now: datetime,
) -> Turn:
    """The turn; what it takes the place of (an edited question and all behind it) no longer stands. `names`: what the
    person decided of names in the question.

    Raises Refused when the town's limit was lowered under the inquiry's grade, NamesToDecide.
    """
    check_grade(grade=row.grade)
    typed = cleaned(text=question)
    title, vault = _masked(row, typed, _hidden(row, typed, names or {}))
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


def _masked(row: Inquiry, typed: str, hidden: tuple[str, ...]) -> tuple[str, Vault]:
    try:
        (masked,), vault = mask_for(inquiry_id=row.pk, texts=(typed,), hidden=hidden)
    except HoldsMyNumber:
        return "", vault_of(row=row)  # the guard throws the message away and says so
    return masked.text, vault


def _hidden(row: Inquiry, typed: str, names: Mapping[str, bool]) -> tuple[str, ...]:
    """The names to hide now. What was chosen before is not asked again; without a model nothing goes out."""
    before = dict.fromkeys(names_of(vault=vault_of(row=row)), True) | dict.fromkeys(row.names_open, False)
    try:
        check_names(texts=(typed,), decided={**before, **names})
    except NamesToDecide:
        if town_policy().models_allowed and load_route(feature=Feature.STAFF_ASK).endpoints:
            raise
    left = [name for name, hide in names.items() if not hide and name not in row.names_open]
    if left:
        row.names_open = [*row.names_open, *left][-_MOST_NAMES:]
        row.save(update_fields=["names_open"])
    return hidden_of(decided=names)


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
