"""Does a file keep the format: the JSON Schema, and each fault as a Japanese sentence with its place."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from jsonschema import Draft202012Validator, ValidationError

from assistants.prompting.content import FORMAT

SCHEMA_FILE: Final = Path(__file__).with_name("template.schema.json")
_MOST_FAULTS: Final = 20
_SHOWN: Final = 60


def faults_of(*, plain: Any) -> tuple[str, ...]:
    """What is wrong, at most 20 sentences such as 「fields の3番目 の type: …」; empty when the format is kept."""
    if not isinstance(plain, Mapping):
        return (_("ひな形のファイルではありません。書き出したJSONファイルをそのまま選んでください。"),)
    if plain.get("format") != FORMAT:
        return (
            _("形式（format）が %(found)s です。この版で読めるのは %(known)s です。")
            % {"found": str(plain.get("format", _("空")))[:_SHOWN], "known": FORMAT},
        )
    return faults_against(validator=_validator(), plain=plain)


def faults_against(*, validator: Draft202012Validator, plain: Any) -> tuple[str, ...]:
    """The same for any schema; the shared library has one of its own."""
    errors = sorted(validator.iter_errors(plain), key=lambda error: [str(part) for part in error.absolute_path])
    sentences = [_sentence(error) for error in errors[:_MOST_FAULTS]]
    return tuple(dict.fromkeys(sentences))


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def _sentence(error: ValidationError) -> str:
    place = _place(error.absolute_path)
    what = _what(str(error.validator), error)
    return f"{place}: {what}" if place else what


def _place(path: Iterable[str | int]) -> str:
    words = [_("%(number)d番目") % {"number": part + 1} if isinstance(part, int) else str(part) for part in path]
    return " の ".join(words)


def _what(keyword: str, error: ValidationError) -> str:
    limit: Any = error.validator_value
    found: Any = error.instance
    if keyword == "required":
        missing = "、".join(name for name in limit if name not in found)
        return _("%(names)s がありません。書き加えてください。") % {"names": missing}
    if keyword == "additionalProperties":
        known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
        strange = "、".join(str(name)[:_SHOWN] for name in found if name not in known)
        return _("知らない項目があります（%(names)s）。つづりを確かめるか、消してください。") % {"names": strange}
    allowed = "、".join(map(str, limit)) if isinstance(limit, list) else str(limit)
    sentence = _SENTENCES.get(keyword, _("形式に合いません。"))
    return str(sentence) % {"found": str(found)[:_SHOWN], "allowed": allowed, "limit": limit}


_SENTENCES: Final = {
    "enum": gettext_lazy("「%(found)s」は使えません。使えるのは %(allowed)s です。"),
    "const": gettext_lazy("「%(found)s」は使えません。使えるのは %(allowed)s です。"),
    "maxLength": gettext_lazy("%(limit)s文字までにしてください。"),
    "maxItems": gettext_lazy("%(limit)s個までにしてください。"),
    "maxProperties": gettext_lazy("%(limit)s個までにしてください。"),
    "minLength": gettext_lazy("空です。書き加えてください。"),
    "minItems": gettext_lazy("空です。書き加えてください。"),
    "uniqueItems": gettext_lazy("同じものが2回あります。1つにしてください。"),
    "minimum": gettext_lazy("%(limit)s以上の数にしてください。"),
    "maximum": gettext_lazy("%(limit)s以下の数にしてください。"),
    "pattern": gettext_lazy("「%(found)s」の書き方が違います。"),
    "type": gettext_lazy("値の種類が違います。"),
    "anyOf": gettext_lazy("値の種類が違います。"),
}
