"""What a template is made of: frozen values, read from and written as the plain values of docs/template-format.md."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

FORMAT: Final = "yuimachi.prompt-template/1"
LICENCE: Final = "CC BY 4.0"
Inputs = Mapping[str, str | list[str]]  # by the field's name; of several choices a list, of a date ISO 8601

TASKS: Final = {
    "greeting": _("挨拶文・式辞"),
    "minutes": _("会議録・要約"),
    "planning": _("企画・計画"),
    "letter": _("メール・文書"),
    "assembly": _("議会"),
    "press": _("広報・報道"),
    "reply": _("住民への回答"),
    "notice": _("お知らせ・通知"),
    "survey": _("調査・意見の整理"),
    "handover": _("手順書・引き継ぎ"),
    "subsidy": _("補助金"),
    "procurement": _("仕様書・調達"),
    "training": _("研修・人材"),
    "social": _("SNS"),
    "disaster": _("防災・災害"),
    "translation": _("翻訳・やさしい日本語"),
    "spreadsheet": _("表計算"),
    "research": _("調べもの"),
    "other": _("その他"),
}
FIELD_TYPES: Final = {
    "text": _("短い文字"),
    "long_text": _("長い文章"),
    "choice": _("1つ選ぶ"),
    "choices": _("いくつか選ぶ"),
    "date": _("日付"),
    "number": _("数"),
    "profile": _("町・課・本人の情報"),
    "file": _("ファイルの文章"),
    "query": _("町の資料を探す"),
}
SOURCES: Final = {
    "town.name": _("町の名前"),
    "town.mayor": _("首長の氏名"),
    "town.mayor_title": _("首長の職名"),
    "town.address": _("役場の住所"),
    "town.phone": _("役場の電話"),
    "town.site": _("公式サイト"),
    "town.hours": _("開庁時間"),
    "section.name": _("自分の課"),
    "section.phone": _("自分の課の電話"),
    "person.name": _("自分の氏名"),
    "today": _("今日の日付"),
    "fiscal_year": _("今年度"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a person fills in. `max_length` in characters, 0: the type's own limit (fields.LONGEST)."""

    name: str
    type: str
    help: str = ""
    example: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    max_length: int = 0
    source: str = ""
    default: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """差込欄: what differs from town to town and is filled once a town. `source`: where the profile knows it."""

    name: str
    type: str
    help: str = ""
    example: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """An evaluation case: inputs, and what the output must and must not contain."""

    inputs: Inputs
    must: tuple[str, ...]
    must_not: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Law:
    """What the text rests on, as it stood on `as_of` (ISO 8601)."""

    title: str
    article: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A whole template; `grade` is the confidentiality that its inputs usually have."""

    title: str
    purpose: str
    task: str
    body: str
    fields: tuple[Field, ...] = ()
    blanks: tuple[Blank, ...] = ()
    cautions: tuple[str, ...] = ()
    grade: int = 1
    input_example: Inputs | None = None
    expected_output: str = ""
    cases: tuple[Case, ...] = ()
    laws: tuple[Law, ...] = ()
    licence: str = LICENCE
    author: str = ""
    key: str = ""

    def field(self, name: str) -> Field | None:
        """The field of that name."""
        return next((field for field in self.fields if field.name == name), None)


def content_of(*, plain: Mapping[str, Any]) -> Content:
    """Read plain values that keep the schema (`schema.faults_of` has said so)."""
    head = {name: plain[name] for name in ("title", "purpose", "task", "body")}
    rest = {name: plain[name] for name in ("grade", "expected_output", "licence", "author", "key") if name in plain}
    return Content(
        **head,
        **rest,
        fields=tuple(Field(**_tuples(one, "options")) for one in plain["fields"]),
        blanks=tuple(Blank(**one) for one in plain.get("blanks", ())),
        cautions=tuple(plain.get("cautions", ())),
        input_example=plain.get("input_example") or None,
        cases=tuple(Case(**_tuples(one, "must", "must_not")) for one in plain.get("cases", ())),
        laws=tuple(Law(**one) for one in plain.get("laws", ())),
    )


def plain_of(*, content: Content) -> dict[str, Any]:
    """JSON-ready, in the format's order, without what is empty; inverse of `content_of`."""
    values = asdict(content)
    for several in ("fields", "blanks", "cases", "laws"):
        values[several] = [_filled(one) for one in values[several]]
    plain = {"format": FORMAT, "kind": "prompt", **{name: values[name] for name in _ORDER}}
    return {name: _listed(value) for name, value in plain.items() if name == "fields" or value not in _EMPTY}


_EMPTY: Final[tuple[Any, ...]] = ("", None, [], ())
_ORDER: Final = (
    "key", "title", "purpose", "task", "cautions", "grade", "fields", "blanks", "body",
    "input_example", "expected_output", "cases", "laws", "licence", "author",
)  # fmt: skip


def _tuples(plain: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {**plain, **{name: tuple(plain[name]) for name in names if name in plain}}


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """Without what says nothing; a bound of 0 says something."""
    bounds = ("minimum", "maximum")
    kept = {
        name: value for name, value in values.items() if value not in (*_EMPTY, 0) or (name in bounds and value == 0)
    }
    return {name: _listed(value) for name, value in kept.items()}


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
