"""The cases that prove an edition, read from its body: of a prompt, of a FAQ set, of a set of questions."""

from collections.abc import Mapping
from typing import Any

from assistants.public import fill_blanks
from templates.models import Edition, Kind
from templates.proving.limits import MOST_CASES

Case = dict[str, Any]


def cases_of(*, edition: Edition, kind: str, blanks: Mapping[str, str]) -> tuple[Case, ...]:
    """Plain values, JSON-ready, with the town's `blanks` filled in; empty for kinds that nothing proves.

    A case is {"ask": prompt|faq|question, …}: a prompt's `inputs`, `must`, `must_not`; a FAQ's `question`, the
    `entry` that has to answer it and the `key` of its pattern; a question's `expects`, `facts`, `forbidden`, `sources`.
    """
    body = edition.content
    if kind == Kind.PROMPT:
        found = [_prompt(one, blanks) for one in body.get("cases", ())]
    elif kind == Kind.FAQ:
        found = [one for pattern in body.get("patterns", ()) for one in _faq(pattern, blanks)]
    elif kind == Kind.EVALUATION:
        found = [_question(one, blanks) for one in body.get("questions", ())]
    else:
        found = []
    return tuple(found[:MOST_CASES])


def needs_model(*, kind: str) -> bool:
    """Whether no case can be asked without a model that writes: a FAQ is found, a question may be quoted to."""
    return kind == Kind.PROMPT


def uses_model(*, kind: str) -> bool:
    """Whether cases are put to a model where the town has one, and so use its allowance."""
    return kind in (Kind.PROMPT, Kind.EVALUATION)


def _prompt(one: Mapping[str, Any], blanks: Mapping[str, str]) -> Case:
    must = [fill_blanks(text=text, blanks=blanks) for text in one.get("must", ())]
    must_not = [fill_blanks(text=text, blanks=blanks) for text in one.get("must_not", ())]
    return {"ask": "prompt", "inputs": dict(one["inputs"]), "must": must, "must_not": must_not}


def _faq(pattern: Mapping[str, Any], blanks: Mapping[str, str]) -> list[Case]:
    """The other wordings; the entry's own wording alone would prove nothing but that it is there."""
    entry = fill_blanks(text=pattern["question"], blanks=blanks)
    asked = pattern.get("variants") or [pattern["question"]]
    return [
        {"ask": "faq", "question": fill_blanks(text=text, blanks=blanks), "entry": entry, "key": str(pattern["key"])}
        for text in asked
    ]


def _question(one: Mapping[str, Any], blanks: Mapping[str, str]) -> Case:
    filled = {
        name: [fill_blanks(text=text, blanks=blanks) for text in one.get(name, ())]
        for name in ("facts", "forbidden", "sources")
    }
    return {
        "ask": "question",
        "question": fill_blanks(text=one["question"], blanks=blanks),
        "expects": one["expects"],
        **filled,
    }
