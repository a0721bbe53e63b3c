"""A change in words: what each field is called, and what its values before and after mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.changing.rows import ChangedRow
from knowledge.models import Audience
from tenants.public import town_grades, town_people, town_sections
from web.public import wareki

_LABELS: Final[dict[str, Promise]] = {
    "section_id": gettext_lazy("担当課"),
    "responsible_id": gettext_lazy("担当者"),
    "proposed_by_id": gettext_lazy("案を出した人"),
    "by_id": gettext_lazy("取り込んだ人"),
    "audience": gettext_lazy("対象"),
    "grade": gettext_lazy("機密性"),
    "valid_from": gettext_lazy("公開開始日"),
    "valid_until": gettext_lazy("公開終了日"),
    "approved_at": gettext_lazy("承認"),
    "withdrawn_at": gettext_lazy("取り下げ"),
}
_PEOPLE: Final = ("responsible_id", "proposed_by_id", "by_id")


@dataclass(frozen=True, slots=True)
class FieldInWords:
    """One field of one row."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names behind ids; loaded once a page, four queries."""

    sections: Mapping[int, str]
    people: Mapping[int, str]
    grades: Mapping[int, str]

    @classmethod
    def of_town(cls) -> "Names":
        """Of the entered town."""
        return cls(
            {section.id: section.name for section in town_sections()},
            {person.id: person.name for person in town_people()},
            {grade.level: grade.name for grade in town_grades()},
        )


def in_words(*, row: ChangedRow | None, names: Names) -> Sequence[FieldInWords]:
    """The fields that readers know; a shelf and the like stay unsaid."""
    return list(_told(row, names)) if row else []


def _told(row: ChangedRow, names: Names) -> Iterable[FieldInWords]:
    for field, label in _LABELS.items():
        if field in row.after:
            yield FieldInWords(
                str(label), _value(field, row.before[field], names), _value(field, row.after[field], names)
            )


def _value(field: str, value: Any, names: Names) -> str:
    if field in ("approved_at", "withdrawn_at"):
        return _("済み") if value else _("まだ")
    if field in ("valid_from", "valid_until"):
        return wareki(day=date.fromisoformat(value)) if value else _("なし")
    if field == "section_id":
        return names.sections.get(value, _("（閉じた課）")) if value else _("町全体")
    if field in _PEOPLE:
        return names.people.get(value, _("（いない人）")) if value else _("決めていない")
    if field == "grade":
        return names.grades.get(value, str(value))
    return str(Audience(value).label)
