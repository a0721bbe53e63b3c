"""The boxes above the list of documents: what can be narrowed by, each with its choices."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.desk.listing import STATE_WORDS, Wanted
from knowledge.models import Audience, Document
from tenants.public import town_grades, town_people, town_sections

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Box:
    """One select of the form; `every` is the choice that narrows nothing."""

    name: str
    label: Words
    every: Words
    choices: Sequence[tuple[str, Words]]
    chosen: str


def filter_boxes(*, wanted: Wanted) -> tuple[Box, ...]:
    """All boxes in their order with what is chosen; four queries."""
    people = [(str(person.id), person.name) for person in town_people()]
    every = _("すべて")
    made: tuple[tuple[str, Words, Words, Sequence[tuple[str, Words]]], ...] = (
        ("section", _("担当課"), every, [(str(section.id), section.name) for section in town_sections()]),
        ("state", _("状態"), _("取り下げ以外"), list(STATE_WORDS.items())),
        ("audience", _("対象"), every, [(item.value, item.label) for item in Audience]),
        ("grade", _("機密性"), every, [(str(grade.level), grade.name) for grade in town_grades()]),
        ("kind", _("種類"), every, [(item.value, item.label) for item in Document.Kind]),
        ("responsible", _("担当者"), every, [("none", _("決めていない")), *people]),
    )
    return tuple(Box(name, label, none, choices, getattr(wanted, name)) for name, label, none, choices in made)
