"""Blanks of a shared thing get the town's values; what does not apply here leaves with its sentence.

The rule for 「該当なし」: each sentence that names the blank is left out. A line without a full stop counts as one
(「電話: {{代表電話}}」). A line that has nothing left goes too, and so does a FAQ entry whose question names the blank
or whose answer has nothing left, and a question of an evaluation set that names it. Fields of a prompt template that
are named nowhere any more leave with their examples.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from assistants.public import KnownBlank, fill_blanks, names_in
from templates.adopting.parts import PATTERNS, QUESTIONS

Values = Mapping[str, str | None]  # by the blank's name; None: not applicable here
_SENTENCE: Final = re.compile(r"(?:「[^」\n]*」|（[^）\n]*）|[^。！？\n])*[。！？]?")


@dataclass(frozen=True, slots=True)
class Given:
    """What the form of the blanks said: values that fit, and a sentence for each that does not."""

    values: dict[str, str | None]
    faults: dict[str, str]


def read_blanks(*, blanks: Iterable[KnownBlank], said: Mapping[str, str], absent: Collection[str]) -> Given:
    """Check each blank by its type. An empty one is refused: a value, or 「該当なし」 (`absent`), is needed."""
    values: dict[str, str | None] = {}
    faults: dict[str, str] = {}
    for blank in blanks:
        value = " ".join(said.get(blank.name, "").split())
        if blank.name in absent:
            values[blank.name] = None
            continue
        values[blank.name] = value
        fault = blank.fault_of(value=value)
        if not value:
            fault = _("値を書くか、この町に当てはまらなければ「該当なし」を選んでください。")
        if fault:
            faults[blank.name] = fault
    return Given(values, faults)


def read_given(*, blanks: Sequence[KnownBlank], given: Values) -> Given:
    """The same for a program: by name a value, or None for 「該当なし」; a name that is left out gets what the town has
    written or its profile knows. Names that are no blank are not looked at."""
    said = {one.name: given.get(one.name, one.value) or "" for one in blanks}
    return read_blanks(blanks=blanks, said=said, absent={name for name, value in given.items() if value is None})


def absent_in(*, values: Values) -> frozenset[str]:
    """The names of blanks that do not apply."""
    return frozenset(name for name, value in values.items() if value is None)


def without(*, body: Mapping[str, Any], absent: Collection[str]) -> dict[str, Any]:
    """The body without what names one of these blanks. Pure; the same for base and edition, so that a comparison of
    both shows only what the author changed."""
    if not absent:
        return dict(body)
    apart = ("fields", "blanks", PATTERNS, QUESTIONS)
    left = {name: _left(value, absent) for name, value in body.items() if name not in apart}
    if PATTERNS in body:
        entries = [_entry(one, absent) for one in body[PATTERNS]]
        left[PATTERNS] = [one for one in entries if one is not None]
    if QUESTIONS in body:
        asked = [one for one in body[QUESTIONS] if not _names_one(one["question"], absent)]
        left[QUESTIONS] = [_left(one, absent) for one in asked]
    if "blanks" in body:
        left["blanks"] = [one for one in body["blanks"] if one["name"] not in absent]
    if "fields" in body:
        _keep_used_fields(left, body)
    return left


def filled(*, body: Any, values: Values) -> Any:
    """The body with values in the place of blanks; a blank without one stays as it is. Pure."""
    if isinstance(body, str):
        known = {name: values.get(name) or f"{{{{{name}}}}}" for name in names_in(text=body)}
        return fill_blanks(text=body, blanks=known)
    if isinstance(body, Mapping):
        return {name: filled(body=value, values=values) for name, value in body.items()}
    return [filled(body=one, values=values) for one in body] if isinstance(body, (list, tuple)) else body


def open_names(*, body: Any) -> tuple[str, ...]:
    """Names that still stand in the texts, each once."""
    return tuple(dict.fromkeys(name for text in _texts(body) for name in names_in(text=text)))


def sentences_of(*, body: Any) -> Iterable[str]:
    """The sentences of all texts, in their order."""
    for text in _texts(body):
        for line in text.split("\n"):
            yield from (one for one in _SENTENCE.findall(line) if one)


def without_in(*, text: str, absent: Collection[str]) -> str:
    """A text by the rule above."""
    lines = [_line(line, absent) for line in text.split("\n")]
    return "\n".join(line for line in lines if line is not None)


def _line(line: str, absent: Collection[str]) -> str | None:
    if not _names_one(line, absent):
        return line
    kept = "".join(one for one in _SENTENCE.findall(line) if not _names_one(one, absent))
    return kept if kept.strip(" 　・-*") else None


def _entry(one: Mapping[str, Any], absent: Collection[str]) -> dict[str, Any] | None:
    answer = without_in(text=one["answer"], absent=absent)
    if _names_one(one["question"], absent) or not answer.strip():
        return None
    variants = [each for each in one.get("variants") or () if not _names_one(each, absent)]
    return {**one, "answer": answer, **({"variants": variants} if "variants" in one else {})}


def _keep_used_fields(left: dict[str, Any], body: Mapping[str, Any]) -> None:
    used = set(names_in(text=left.get("body", "")))
    left["fields"] = [one for one in body["fields"] if one["name"] in used]
    kept = {one["name"] for one in left["fields"]}
    gone = {one["name"] for one in body["fields"]} - kept
    if gone and left.get("input_example"):
        left["input_example"] = _inputs(left["input_example"], gone)
    if gone and left.get("cases"):
        left["cases"] = [{**one, "inputs": _inputs(one["inputs"], gone)} for one in left["cases"]]


def _inputs(inputs: Mapping[str, Any], gone: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in inputs.items() if name not in gone}


def _left(value: Any, absent: Collection[str]) -> Any:
    if isinstance(value, str):
        return without_in(text=value, absent=absent)
    if isinstance(value, Mapping):
        return {name: _left(one, absent) for name, one in value.items()}
    if isinstance(value, list):
        return [left for one in value if (left := _left(one, absent)) != "" or one == ""]
    return value


def _names_one(text: str, absent: Collection[str]) -> bool:
    return any(name in absent for name in names_in(text=text))


def _texts(body: Any) -> Iterable[str]:
    if isinstance(body, str):
        yield body
    elif isinstance(body, Mapping):
        for one in body.values():
            yield from _texts(one)
    elif isinstance(body, (list, tuple)):
        for one in body:
            yield from _texts(one)
