"""Forms of the template editor: its head and body, its fields, its blanks, who may use it."""

from dataclasses import replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from assistants.models import Scope
from assistants.prompting.content import FIELD_TYPES, SOURCES, TASKS, Blank, Case, Content, Field, Inputs
from assistants.prompting.fields import values_of
from tenants.public import Grade, SectionFacts

_NONE: Final = ("", _("（なし）"))
_BLANK_TYPES: Final = {
    "text": _("文字"),
    "desk": _("窓口"),
    "phone": _("電話"),
    "fee": _("金額"),
    "hours": _("時間"),
    "url": _("アドレス"),
    "date": _("日付"),
    "number": _("数"),
    "address": _("住所"),
    "email": _("メール"),
}


class HeadForm(forms.Form):
    """Everything but fields and blanks."""

    title = forms.CharField(label=_("題名"), max_length=80)
    purpose = forms.CharField(label=_("目的"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    task = forms.ChoiceField(label=_("業務"), choices=list(TASKS.items()))
    grade = forms.TypedChoiceField(label=_("入力する情報のふだんの区分"), coerce=int)
    cautions = forms.CharField(
        label=_("注意"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("1行に1つ。使う人に示します。"),
    )
    body = forms.CharField(
        label=_("本文"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("AIへの指示の文です。欄の内容を入れるところに {{欄の名前}} と書きます。"),
    )
    expected_output = forms.CharField(
        label=_("出力の見本"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    message = forms.CharField(label=_("変更の説明"), max_length=200, help_text=_("例: 結びの一文を短くした"))
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, grades: tuple[Grade, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grade: Any = self.fields["grade"]
        grade.choices = [(one.level, one.name) for one in grades]


class FieldForm(forms.Form):
    """One field. An empty row is left out."""

    name = forms.CharField(label=_("欄の名前"), max_length=40, required=False)
    type = forms.ChoiceField(label=_("種類"), choices=list(FIELD_TYPES.items()), required=False)
    required = forms.BooleanField(label=_("必須"), required=False)
    help = forms.CharField(label=_("説明"), max_length=300, required=False)
    example = forms.CharField(label=_("記入例"), max_length=300, required=False)
    options = forms.CharField(label=_("選択肢（1行に1つ）"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    unit = forms.CharField(label=_("数の単位"), max_length=10, required=False)
    minimum = forms.FloatField(label=_("最小"), required=False)
    maximum = forms.FloatField(label=_("最大"), required=False)
    max_length = forms.IntegerField(label=_("文字数の上限"), required=False, min_value=1, max_value=200_000)
    source = forms.ChoiceField(label=_("入れる情報"), choices=[_NONE, *SOURCES.items()], required=False)

    def field(self) -> Field | None:
        """The field; None of an empty row."""
        got = self.cleaned_data
        if not got.get("name"):
            return None
        options = tuple(dict.fromkeys(line.strip() for line in got["options"].splitlines() if line.strip()))
        plain = {name: got[name] for name in ("name", "type", "required", "help", "example", "unit", "source")}
        bounds = {"minimum": got["minimum"], "maximum": got["maximum"], "max_length": got["max_length"] or 0}
        return Field(**plain, **bounds, options=options if plain["type"] in ("choice", "choices") else ())


class BlankForm(forms.Form):
    """One blank. An empty row is left out."""

    name = forms.CharField(label=_("差込欄の名前"), max_length=40, required=False)
    type = forms.ChoiceField(label=_("種類"), choices=list(_BLANK_TYPES.items()), required=False)
    source = forms.ChoiceField(label=_("入れる情報"), choices=[_NONE, *SOURCES.items()], required=False)

    def blank(self) -> Blank | None:
        """The blank; None of an empty row."""
        got = self.cleaned_data
        return Blank(got["name"], got["type"], source=got["source"]) if got.get("name") else None


FieldForms = forms.formset_factory(FieldForm, extra=3, max_num=20)
BlankForms = forms.formset_factory(BlankForm, extra=1, max_num=30)


class ScopeForm(forms.Form):
    """Who may use it."""

    scope = forms.ChoiceField(label=_("使える人"))
    section = forms.ChoiceField(label=_("課"), required=False)

    def __init__(self, *args: Any, scopes: list[str], sections: list[SectionFacts], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope, section = self.fields["scope"], self.fields["section"]
        scope.choices = [(one, Scope(one).label) for one in scopes]  # type: ignore[attr-defined]
        section.choices = [_NONE, *((str(one.id), one.name) for one in sections)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A section's template names its section."""
        if self.cleaned_data.get("scope") == Scope.SECTION and not self.cleaned_data.get("section"):
            self.add_error("section", _("課を選んでください。"))
        return self.cleaned_data


def start_of(*, content: Content) -> dict[str, Any]:
    """What stands in the three forms at first."""
    names = ("name", "type", "required", "help", "example", "unit", "minimum", "maximum", "source")
    head = {name: getattr(content, name) for name in ("title", "purpose", "task", "grade", "body", "expected_output")}
    return {
        "head": {**head, "cautions": "\n".join(content.cautions)},
        "fields": [
            {**{n: getattr(f, n) for n in names}, "max_length": f.max_length or None, "options": "\n".join(f.options)}
            for f in content.fields
        ],
        "blanks": [{"name": b.name, "type": b.type, "source": b.source} for b in content.blanks],
    }


def written(*, before: Content, head: Any, fields: Any, blanks: Any) -> tuple[Content, int]:
    """The content as typed, and how many examples and cases no longer fit the fields and were left out."""
    got = head.cleaned_data
    cautions = tuple(line.strip()[:300] for line in got["cautions"].splitlines() if line.strip())[:10]
    made = replace(
        before,
        **{name: got[name] for name in ("title", "purpose", "task", "grade", "body", "expected_output")},
        cautions=cautions,
        fields=tuple(_with_default(form.field(), before) for form in fields if form.field()),
        blanks=tuple(_with_help(form.blank(), before) for form in blanks if form.blank()),
    )
    kept = tuple(filter(None, (_fitting(case, made) for case in made.cases)))
    example = _known(made.input_example, made) if made.input_example else None
    if example is not None and values_of(fields=made.fields, raw=example)[1]:
        example = None
    lost = len(made.cases) - len(kept) + (made.input_example is not None and example is None)
    return replace(made, cases=kept, input_example=example), lost


def _with_default(field: Field | None, before: Content) -> Field:
    """The editor does not show defaults; they stay."""
    assert field is not None  # noqa: S101  for the type checker
    old = before.field(field.name)
    return replace(field, default=old.default) if old else field


def _with_help(blank: Blank | None, before: Content) -> Blank:
    """Nor the help of blanks."""
    assert blank is not None  # noqa: S101  for the type checker
    old = next((one for one in before.blanks if one.name == blank.name), None)
    return replace(blank, help=old.help, example=old.example) if old else blank


def _fitting(case: Case, content: Content) -> Case | None:
    inputs = _known(case.inputs, content)
    return None if values_of(fields=content.fields, raw=inputs)[1] else replace(case, inputs=inputs)


def _known(inputs: Inputs, content: Content) -> dict[str, str | list[str]]:
    return {name: value for name, value in inputs.items() if content.field(name)}
