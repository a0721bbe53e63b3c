"""What differs between a version of a guide and what is being written: step by step, as staff read it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assistants.compare_texts import Line, compared
from assistants.guiding.content import Content, Exit, GuideStep, Item
from assistants.guiding.picture import words_of


@dataclass(frozen=True, slots=True)
class Change:
    """A step that differs. `kind`: "new", "gone" or "changed"; `lines` with the words of both."""

    heading: str
    kind: str
    lines: Sequence[Line]


def changes(*, older: Content, newer: Content) -> tuple[Change, ...]:
    """The parts that differ, in the order of the newer guide, what is gone at the end.

    The order of the steps is not compared.
    """
    names = {
        step.key: step.text for content in (older, newer) for step in content.steps
    }  # a way on is no change by that
    begun, found = _head(older), []
    if begun != _head(newer):
        found.append(Change(_("題名と説明"), "changed", compared(older=begun, newer=_head(newer))))
    for step in newer.steps:
        before = older.step(step.key)
        texts = _text(names, before) if before else "", _text(names, step)
        if texts[0] != texts[1]:
            found.append(Change(step.text, "changed" if before else "new", compared(older=texts[0], newer=texts[1])))
    gone = [step for step in older.steps if newer.step(step.key) is None]
    return (*found, *(Change(step.text, "gone", compared(older=_text(names, step), newer="")) for step in gone))


def _head(content: Content) -> str:
    return "\n".join((content.title, content.summary, "、".join(content.triggers)))


def _text(names: Mapping[str, str], step: GuideStep) -> str:
    lines = [step.text, step.help, *(_way(names, way, step.unit) for way in step.exits)]
    for item in step.items:
        lines += _lines(names, item)
    return "\n".join(line for line in lines if line)


def _way(names: Mapping[str, str], way: Exit, unit: str) -> str:
    there = names.get(way.to) or _("（行き先なし）")
    return f"{words_of(way=way, unit=unit)} → {there}{_only_if(names, way)}"


def _lines(names: Mapping[str, str], item: Item) -> Iterator[str]:
    yield f"・{item.title}{_only_if(names, item)}"
    yield item.text
    yield "、".join(item.documents)
    yield " ".join(word for word in (item.desk, item.link_label, item.link, item.source) if word)


def _only_if(names: Mapping[str, str], one: Exit | Item) -> str:
    if one.if_step not in names:
        return ""
    return _("（「%(question)s」が「%(answer)s」のとき）") % {"question": names[one.if_step], "answer": one.if_is}
