"""Forms of the prompt templates: the one that each template is, the grade, the town's blanks, taking a pattern over."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from assistants.prompting.assemble import fill
from assistants.prompting.content import Blank, Field
from assistants.prompting.fields import NotAValue, longest, value_of
from assistants.prompting.patterns import blank_fault
from tenants.public import Grade, SectionFacts
from web.public import DateInput, FileDrop

CHOOSE: Final = ("", _("選んでください"))
FILES: Final = (".docx", ".pdf", ".txt", ".md", ".csv", ".xlsx", ".pptx", ".html")


class UseForm(forms.Form):
    """The form that a template is. Fields are named f0, f1, … in the template's order; f0_file is a file for f0."""

    def __init__(
        self,
        data: Any = None,
        *,
        fields: Sequence[Field],
        start: Mapping[str, Any],
        grades: Sequence[Grade],
        grade: int,
    ) -> None:
        names = {field.name: f"f{at}" for at, field in enumerate(fields)}
        initial = {names[name]: value for name, value in start.items() if name in names}
        super().__init__(data, initial={**initial, "grade": grade})
        self._template_fields = tuple(fields)
        for at, field in enumerate(fields):
            self.fields[f"f{at}"] = _control(field)
            if field.type == "file":
                self.fields[f"f{at}_file"] = _upload(field)
        self.fields["grade"] = forms.TypedChoiceField(
            label=_("入力する情報の区分"),
            coerce=int,
            choices=[(one.level, one.name) for one in grades],
            help_text=_("入力した内容に含まれる、いちばん高い区分を選びます。"),
        )

    def raw(self) -> dict[str, Any]:
        """By the template's field name what stands in the form, also when it is wrong."""
        return {field.name: self[f"f{at}"].value() or "" for at, field in enumerate(self._template_fields)}

    def clean(self) -> dict[str, Any]:
        """Each value by the template's own rules."""
        for at, field in enumerate(self._template_fields):
            name = f"f{at}"
            if name not in self.errors:
                try:
                    value_of(field=field, raw=self.cleaned_data.get(name) or "")
                except NotAValue as wrong:
                    self.add_error(name, str(wrong))
        return self.cleaned_data

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Say of fields by their template's name what is wrong."""
        for at, field in enumerate(self._template_fields):
            if field.name in faults:
                self.add_error(f"f{at}", faults[field.name])


class BlanksForm(forms.Form):
    """The town's values of blanks; b0, b1, … in the order given."""

    def __init__(
        self, data: Any = None, *, blanks: Sequence[Blank], values: Mapping[str, str], hints: Mapping[str, str]
    ) -> None:
        super().__init__(data, initial={f"b{at}": values.get(blank.name, "") for at, blank in enumerate(blanks)})
        self._blanks = tuple(blanks)
        for at, blank in enumerate(blanks):
            hint = hints.get(blank.name)
            told = [blank.help, _("空なら「%(hint)s」を使います。") % {"hint": hint} if hint else ""]
            example = _("例: %(example)s") % {"example": blank.example} if blank.example and not hint else ""
            self.fields[f"b{at}"] = forms.CharField(
                label=blank.name, required=False, help_text="　".join(str(one) for one in (*told, example) if one)
            )

    def clean(self) -> dict[str, Any]:
        """Each value by its type."""
        for at, blank in enumerate(self._blanks):
            fault = blank_fault(blank=blank, value=self.cleaned_data.get(f"b{at}", ""))
            if fault:
                self.add_error(f"b{at}", fault)
        return self.cleaned_data

    def values(self) -> dict[str, str]:
        """By name."""
        return {blank.name: self.cleaned_data[f"b{at}"] for at, blank in enumerate(self._blanks)}


class PatternForm(forms.Form):
    """The FAQ entry that a pattern becomes."""

    question = forms.CharField(label=_("質問"), max_length=300)
    answer = forms.CharField(label=_("回答"), max_length=2000, widget=forms.Textarea(attrs={"rows": 7}))
    section = forms.ChoiceField(label=_("担当の課"), required=False)

    def __init__(self, *args: Any, sections: Sequence[SectionFacts], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section: Any = self.fields["section"]
        section.choices = [("", _("（決めない）")), *((str(one.id), one.name) for one in sections)]


def _control(field: Field) -> forms.Field:
    label = f"{field.name}（{field.unit}）" if field.unit else field.name
    example = _("例: %(example)s") % {"example": field.example} if field.example else ""
    told = fill(text="　".join(str(one) for one in (field.help, example) if one), blanks={})  # a blank as 〔name〕
    options = [(option, option) for option in field.options]
    if field.type == "choices":
        return forms.MultipleChoiceField(
            label=label, help_text=told, required=field.required, choices=options, widget=forms.CheckboxSelectMultiple
        )
    return forms.CharField(
        label=label, help_text=told, required=field.required, strip=False, widget=_widget(field, options)
    )


def _widget(field: Field, options: list[tuple[str, str]]) -> forms.Widget:
    match field.type:
        case "choice":
            return forms.Select(choices=[CHOOSE, *options])
        case "date":
            return DateInput()
        case "number":
            return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        case "long_text" | "file":
            return forms.Textarea(attrs={"rows": 5 if longest(field=field) < 5_000 else 8})  # noqa: PLR2004  rows
    return forms.TextInput(attrs={"autocomplete": "off"})


def _upload(field: Field) -> forms.Field:
    return forms.FileField(
        label=_("ファイルから「%(name)s」に読み込む") % {"name": field.name},
        required=False,
        widget=FileDrop(accept=FILES),
        help_text=_("Word、PDF、テキスト、表（5MBまで）。読んだ文章は上の欄に入り、直せます。"),
    )
