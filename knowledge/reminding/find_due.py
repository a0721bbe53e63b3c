"""Writes down who is to be told of which document's end; telling them is another step."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from knowledge.models import Document, Reminder
from tenants.public import knowledge_keepers, town_people

DAYS: Final = (0, 7, 30)
_ROWS_AT_ONCE: Final = 500


def write_due(*, today: date, now: datetime) -> int:
    """A reminder for each document in service that ends within 30 days, of the narrowest warning it has reached: for
    the heads and editors of its section and the person responsible; of a document of the whole town for its keepers.

    Written twice it stands once. Returns how many were meant. Four queries and a statement for 500 reminders.
    """
    ending = Document.objects.findable(today=today).filter(valid_until__lte=today + timedelta(days=max(DAYS)))
    rows = list(ending.order_by("pk").values_list("pk", "section", "responsible", "valid_until"))
    if not rows:
        return 0
    keepers = knowledge_keepers(section_ids={section for _pk, section, _who, _end in rows if section})
    active = {person.id for person in town_people() if person.active}
    due = [
        Reminder(document_id=pk, person_id=person, valid_until=end, days=_warning(today, end), made_at=now)
        for pk, section, responsible, end in rows
        if end
        for person in _people(keepers.get(section) or keepers[None], responsible, active)
    ]
    Reminder.objects.bulk_create(due, batch_size=_ROWS_AT_ONCE, ignore_conflicts=True)
    return len(due)


def _warning(today: date, end: date) -> int:
    return next(days for days in DAYS if (end - today).days <= days)


def _people(keepers: Iterable[int], responsible: int | None, active: set[int]) -> list[int]:
    everyone = dict.fromkeys([*keepers, *([responsible] if responsible else [])])
    return [person for person in everyone if person in active]
