"""A shared thing as parts that are merged one by one, and back: texts by paragraph, lists by item, the rest whole."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from templates.adopting.merge import Choice, Hunk, State, Unresolved, hunks_of, joined

Body = Mapping[str, Any]
PATTERNS: Final = "patterns"  # of a FAQ set: merged entry by entry, known by their keys
QUESTIONS: Final = "questions"  # of an evaluation set: the same, known by their wording
_LISTS: Final = (PATTERNS, QUESTIONS)
_TEXTS: Final = frozenset({"body", "expected_output", "answer"})
_ALWAYS: Final = frozenset({"fields"})  # a prompt template has the list also when it is empty


class Mode(StrEnum):
    """How a value is cut into units."""

    TEXT = "text"
    ITEMS = "items"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Part:
    """One value of the thing. `path` names it; within a list of entries (`among`) with the entry's key before it."""

    path: tuple[str, ...]
    label: str
    mode: Mode
    hunks: tuple[Hunk, ...]
    entry: bool = False  # an entry that came or went, as a whole
    among: str = ""

    @property
    def changed(self) -> bool:
        """Whether anybody changed it."""
        return any(hunk.state is not State.SAME for hunk in self.hunks)


Choices = Mapping[tuple[int, int], Choice]  # by the number of the part and of its hunk


def parts_of(*, base: Body, mine: Body, theirs: Body) -> tuple[Part, ...]:
    """Every part of the three, in the order of the new edition; entries of a set last. Pure."""
    names = [name for name in _union(theirs, mine, base) if name not in _LISTS]
    parts = [_part((name,), base.get(name), mine.get(name), theirs.get(name)) for name in names]
    for among in _LISTS:
        three = tuple(_by_key(body, among) for body in (base, mine, theirs))
        for key in _union(three[2], three[1], three[0]):
            parts += _entry_parts(key, among, *(side.get(key) for side in three))
    return tuple(parts)


def merged(*, parts: Sequence[Part], choices: Choices) -> dict[str, Any]:
    """The body that results. Raises Unresolved: its places count all hunks of all parts in their order."""
    body: dict[str, Any] = {}
    lists: dict[str, dict[str, Any]] = {}
    open_: list[int] = []
    before = 0
    for number, part in enumerate(parts):
        own = {hunk: choice for (of, hunk), choice in choices.items() if of == number}
        try:
            value = _value(part, joined(hunks=part.hunks, choices=own))
        except Unresolved as wrong:
            open_ += [before + place for place in wrong.places]
            value = None
        before += len(part.hunks)
        _put(body, lists, part, value)
    if open_:
        raise Unresolved(tuple(open_))
    return body | {among: list(entries.values()) for among, entries in lists.items()}


def label_of(*, path: tuple[str, ...]) -> str:
    """What clerks call the part."""
    word = str(LABELS.get(path[-1], path[-1]))
    return word if len(path) == 1 else _("%(entry)s の%(part)s") % {"entry": path[0], "part": word}


def words_of(*, unit: str, mode: Mode, name: str = "") -> str:
    """A unit as a person reads it: an item's values one after the other. `name`: of the value that it belongs to."""
    if mode is Mode.TEXT:
        return unit
    return "、".join(_words(json.loads(unit), name))


def _words(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for own, one in value.items():
            told = "・".join(_words(one, own))
            yield f"{LABELS.get(own, own)}: {told}" if told else str(LABELS.get(own, own))
    elif isinstance(value, list):
        for one in value:
            yield from _words(one, name)
    elif isinstance(value, bool):
        yield _("はい") if value else _("いいえ")
    elif value is not None and value != "":
        yield str(EXPECTS.get(value, value)) if name == "expects" else str(value)


def _union(*sides: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for side in sides for name in side))


def _by_key(body: Body, among: str) -> dict[str, Mapping[str, Any]]:
    return {str(one.get("key") or one["question"]): one for one in body.get(among) or ()}


def _entry_parts(key: str, among: str, *sides: Mapping[str, Any] | None) -> list[Part]:
    """By field where all three have the entry; one that came or went is one unit."""
    base, mine, theirs = sides
    question = str(next(side for side in (mine, theirs, base) if side is not None)["question"])
    if base is None or mine is None or theirs is None:
        units = [() if side is None else (_canonical(side),) for side in sides]
        hunks = hunks_of(base=units[0], mine=units[1], theirs=units[2])
        label = _("項目「%(question)s」") % {"question": question}
        return [Part((key,), label, Mode.WHOLE, hunks, entry=True, among=among)]
    found = []
    for name in _union(theirs, mine, base):
        part = _part((key, name), base.get(name), mine.get(name), theirs.get(name))
        found.append(replace(part, label=label_of(path=(f"「{question}」", name)), among=among))
    return found


def _part(path: tuple[str, ...], base: Any, mine: Any, theirs: Any) -> Part:
    present = [value for value in (base, mine, theirs) if value is not None]
    mode = Mode.WHOLE
    if all(isinstance(value, list) for value in present):
        mode = Mode.ITEMS
    elif path[-1] in _TEXTS and all(isinstance(value, str) for value in present):
        mode = Mode.TEXT
    units = [_units(value, mode) for value in (base, mine, theirs)]
    return Part(path, label_of(path=path), mode, hunks_of(base=units[0], mine=units[1], theirs=units[2]))


def _units(value: Any, mode: Mode) -> tuple[str, ...]:
    if value is None:
        return ()
    if mode is Mode.TEXT:
        return tuple(str(value).replace("\r\n", "\n").split("\n"))
    return tuple(_canonical(one) for one in value) if mode is Mode.ITEMS else (_canonical(value),)


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _value(part: Part, units: tuple[str, ...]) -> Any:
    if part.mode is Mode.TEXT:
        return "\n".join(units) if units else None
    if part.mode is Mode.ITEMS:
        return [json.loads(unit) for unit in units] if units or part.path[-1] in _ALWAYS else None
    return json.loads(units[0]) if units else None


def _put(body: dict[str, Any], lists: dict[str, dict[str, Any]], part: Part, value: Any) -> None:
    if value is None:
        return
    entries = lists.setdefault(part.among, {}) if part.among else {}
    if part.entry:
        entries[part.path[0]] = value
    elif len(part.path) > 1:
        entries.setdefault(part.path[0], {})[part.path[1]] = value
    else:
        body[part.path[0]] = value


EXPECTS: Final = {
    "answer": gettext_lazy("答える"),
    "no_answer": gettext_lazy("分からないと伝える"),
    "refusal": gettext_lazy("断る"),
    "crisis": gettext_lazy("緊急の窓口を案内する"),
}
LABELS: Final = {
    "title": gettext_lazy("題名"),
    "purpose": gettext_lazy("目的"),
    "task": gettext_lazy("業務"),
    "cautions": gettext_lazy("注意"),
    "grade": gettext_lazy("情報の区分"),
    "fields": gettext_lazy("欄"),
    "blanks": gettext_lazy("差込欄"),
    "body": gettext_lazy("本文"),
    "input_example": gettext_lazy("記入例"),
    "expected_output": gettext_lazy("出力の見本"),
    "cases": gettext_lazy("評価例"),
    "laws": gettext_lazy("根拠"),
    "licence": gettext_lazy("利用条件"),
    "author": gettext_lazy("作成者"),
    "question": gettext_lazy("質問"),
    "answer": gettext_lazy("回答"),
    "variants": gettext_lazy("別の言い方"),
    "topic": gettext_lazy("分野"),
    "expects": gettext_lazy("期待する結果"),
    "facts": gettext_lazy("含むべき語"),
    "forbidden": gettext_lazy("含んではいけない語"),
    "sources": gettext_lazy("出典"),
    "name": gettext_lazy("名前"),
    "type": gettext_lazy("種類"),
    "required": gettext_lazy("必須"),
    "help": gettext_lazy("説明"),
    "example": gettext_lazy("例"),
    "options": gettext_lazy("選択肢"),
    "article": gettext_lazy("条"),
    "as_of": gettext_lazy("現在の日"),
    "inputs": gettext_lazy("入力"),
    "must": gettext_lazy("含むべき言葉"),
    "must_not": gettext_lazy("含んではならない言葉"),
    "note": gettext_lazy("備考"),
    "source": gettext_lazy("入る情報"),
    "default": gettext_lazy("初めの値"),
    "unit": gettext_lazy("単位"),
    "minimum": gettext_lazy("最小"),
    "maximum": gettext_lazy("最大"),
    "max_length": gettext_lazy("文字数の上限"),
}
