"""What differs between two versions of a template, part by part, as a person reads it."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from assistants.compare_texts import Line, compared
from assistants.prompting.content import FIELD_TYPES, TASKS, Content, Field


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a template that differs."""

    label: str
    lines: tuple[Line, ...]


def differences(*, older: Content, newer: Content) -> tuple[Part, ...]:
    """The parts that differ, in the order of the page; empty when nothing does."""
    parts = []
    for label, text_of in _PARTS:
        lines = compared(older=text_of(older), newer=text_of(newer))
        if any(line.changed for line in lines):
            parts.append(Part(str(label), lines))
    return tuple(parts)


def _field_line(field: Field) -> str:
    rest = [
        str(FIELD_TYPES[field.type]),
        *([_("必須")] if field.required else []),
        *field.options,
        field.unit,
        field.help,
    ]
    return f"{field.name}（{'、'.join(str(word) for word in rest if word)}）"


_PARTS: Final = (
    (_("題名"), lambda content: content.title),
    (_("目的"), lambda content: content.purpose),
    (_("業務"), lambda content: str(TASKS[content.task])),
    (_("注意"), lambda content: "\n".join(content.cautions)),
    (_("欄"), lambda content: "\n".join(_field_line(field) for field in content.fields)),
    (_("本文"), lambda content: content.body),
    (_("差込欄"), lambda content: "\n".join(f"{blank.name}（{blank.type}）" for blank in content.blanks)),
    (_("出力の見本"), lambda content: content.expected_output),
    (_("評価例"), lambda content: "\n".join(f"{case.note} {'、'.join(case.must)}" for case in content.cases)),
    (_("根拠"), lambda content: "\n".join(f"{law.title}{law.article}（{law.as_of}）" for law in content.laws)),
)
