"""What a person typed into a field becomes a value, or a sentence that says what is wrong with it."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils.translation import gettext as _

from assistants.prompting.content import Field, Inputs
from web.public import NotADate, from_wareki, wareki

LONGEST: Final = {"text": 200, "profile": 200, "query": 200, "long_text": 20_000, "file": 60_000}  # characters
Value = str | list[str]


class NotAValue(ValueError):
    """The text is no value of the field; the sentence says why and what to do."""


def value_of(*, field: Field, raw: str | Sequence[str]) -> Value:
    """What is kept: text as typed, dates as ISO 8601, numbers in ASCII digits, several choices as a list.

    An empty value of an optional field is "" or []. Raises NotAValue.
    """
    if field.type == "choices":
        return _choices(field, [raw] if isinstance(raw, str) else list(raw))
    text = (raw if isinstance(raw, str) else "\n".join(raw)).strip()
    if not text:
        if field.required:
            raise NotAValue(_("選択してください。") if field.type == "choice" else _("入力してください。"))
        return ""
    match field.type:
        case "choice":
            return _choices(field, [text])[0]
        case "date":
            return _date(text).isoformat()
        case "number":
            return _number(field, text)
    return _text(field, text)


def values_of(*, fields: Sequence[Field], raw: Mapping[str, Any]) -> tuple[Inputs, dict[str, str]]:
    """All values, and by field name the sentence of each that is none; then its text stands among the values."""
    values: dict[str, Value] = {}
    faults: dict[str, str] = {}
    for field in fields:
        given = raw.get(field.name, "")
        try:
            values[field.name] = value_of(field=field, raw=given)
        except NotAValue as wrong:
            values[field.name], faults[field.name] = given, str(wrong)
    return values, faults


def shown(*, field: Field, value: Value) -> str:
    """The value as it stands in the prompt: dates in 和暦, numbers grouped with their unit, choices by 「、」."""
    if isinstance(value, list):
        return "、".join(value)
    if not value:
        return ""
    if field.type == "date":
        return wareki(day=date.fromisoformat(value))
    if field.type == "number":
        number = Decimal(value)
        grouped = f"{number:,.0f}" if number == number.to_integral_value() else f"{number:,f}"
        return f"{grouped}{field.unit}"
    return value


def longest(*, field: Field) -> int:
    """Characters a text may have."""
    return field.max_length or LONGEST.get(field.type, LONGEST["text"])


def _text(field: Field, text: str) -> str:
    most = longest(field=field)
    if len(text) > most:
        words = {"most": f"{most:,}", "now": f"{len(text):,}"}
        raise NotAValue(_("%(most)s文字までです（いま%(now)s文字）。短くするか、分けて入力してください。") % words)
    if field.type in ("text", "profile", "query"):
        return " ".join(text.split())
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _choices(field: Field, chosen: list[str]) -> list[str]:
    chosen = [one for one in chosen if one]
    strange = [one for one in chosen if one not in field.options]
    if strange:
        raise NotAValue(_("「%(choice)s」は選択肢にありません。選び直してください。") % {"choice": strange[0][:40]})
    if not chosen and field.required:
        raise NotAValue(_("1つ以上選んでください。"))
    return [option for option in field.options if option in chosen]


def _date(text: str) -> date:
    try:
        return from_wareki(text=text)
    except NotADate:
        plain = unicodedata.normalize("NFKC", text)
        for mark in "年月/.":
            plain = plain.replace(mark, "-")
        parts = plain.replace("日", "").split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError as wrong:
        raise NotAValue(_("日付として読めません。「令和8年4月1日」か「2026-04-01」のように書いてください。")) from wrong


def _number(field: Field, text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").removesuffix(field.unit or "\0")
    try:
        number = Decimal(plain)
    except InvalidOperation as wrong:
        raise NotAValue(_("数字だけを入力してください（例: 1,200）。")) from wrong
    if not number.is_finite():
        raise NotAValue(_("数字だけを入力してください（例: 1,200）。"))
    if field.minimum is not None and number < Decimal(str(field.minimum)):
        raise NotAValue(_("%(limit)s以上の数にしてください。") % {"limit": f"{field.minimum:,g}{field.unit}"})
    if field.maximum is not None and number > Decimal(str(field.maximum)):
        raise NotAValue(_("%(limit)s以下の数にしてください。") % {"limit": f"{field.maximum:,g}{field.unit}"})
    return f"{number:f}"
