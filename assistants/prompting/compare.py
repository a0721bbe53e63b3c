"""What differs between two versions: line by line, section by section, as a person reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from django.utils.translation import gettext_lazy as _

from assistants.prompting.content import FIELD_TYPES, TASKS, Content, Field


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is in both ("same"), only in the older ("gone") or only in the newer ("new")."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a template that differs."""

    label: str
    lines: tuple[Line, ...]


def differences(*, older: Content, newer: Content) -> tuple[Part, ...]:
    """The parts that differ, in the order of the page; empty when nothing does."""
    parts = []
    for label, lines_of in _PARTS:
        before, after = lines_of(older), lines_of(newer)
        if before != after:
            parts.append(Part(str(label), tuple(_lines(before, after))))
    return tuple(parts)


def _lines(before: list[str], after: list[str]) -> Iterable[Line]:
    for what, from_at, from_to, at, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield from (Line("same", text) for text in before[from_at:from_to])
        else:
            yield from (Line("gone", text) for text in before[from_at:from_to])
            yield from (Line("new", text) for text in after[at:to])


def _field_line(field: Field) -> str:
    rest = [str(FIELD_TYPES[field.type]), *(["必須"] if field.required else []), *field.options, field.unit, field.help]
    return f"{field.name}（{'、'.join(word for word in rest if word)}）"


_PARTS: Final = (
    (_("題名"), lambda content: [content.title]),
    (_("目的"), lambda content: content.purpose.splitlines()),
    (_("業務"), lambda content: [str(TASKS[content.task])]),
    (_("注意"), lambda content: list(content.cautions)),
    (_("欄"), lambda content: [_field_line(field) for field in content.fields]),
    (_("本文"), lambda content: content.body.splitlines()),
    (_("差込欄"), lambda content: [f"{blank.name}（{blank.type}）" for blank in content.blanks]),
    (_("出力の見本"), lambda content: content.expected_output.splitlines()),
    (_("評価例"), lambda content: [f"{case.note} {'、'.join(case.must)}" for case in content.cases]),
    (_("根拠"), lambda content: [f"{law.title}{law.article}（{law.as_of}）" for law in content.laws]),
)
