"""Forms of drafts: what stands above the text."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from assistants.drafting.write import LONGEST_TEXT, Head
from assistants.models import Draft, WordForm
from assistants.typed import cleaned
from tenants.public import Access, town_grades, town_sections
from web.public import DateInput, FileDrop

_PAPER: Final = ("document_number", "dated_on", "addressee", "sender", "word_form")


class HeadForm(forms.Form):
    """Title, kind, grade, header of the paper, what it is written from."""

    title = forms.CharField(label=_("題名"), max_length=120)
    profile = forms.ChoiceField(label=_("文書の種類"), choices=Draft.Profile.choices)
    grade = forms.TypedChoiceField(label=_("入力する情報の区分"), coerce=int)
    section = forms.TypedChoiceField(
        label=_("一緒に書く課"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("選んだ課の職員が読み書きできます。"),
    )
    document_number = forms.CharField(label=_("文書番号"), max_length=60, required=False)
    dated_on = forms.DateField(label=_("日付"), required=False, widget=DateInput)
    addressee = forms.CharField(label=_("宛名"), max_length=120, required=False, help_text=_("例: ○○地区自治会長 様"))
    sender = forms.CharField(label=_("差出人"), max_length=120, required=False)
    word_form = forms.TypedChoiceField(
        label=_("Wordの様式"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Wordで書き出すときの紙です。"),
    )
    basis = forms.CharField(
        label=_("もとにした資料・条件"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("ここにない数字・日付・金額・名前に、下書きの中で印を付けます。"),
    )

    def __init__(self, data: Any = None, *, access: Access, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        own = [(one.id, one.name) for one in town_sections() if one.id in access.section_ids]
        self._choose("grade", [(grade.level, grade.name) for grade in town_grades()])
        self._choose("section", [("", _("自分だけ")), *own])
        papers = WordForm.objects.values_list("pk", "name")
        self._choose("word_form", [("", _("町の標準")), *papers])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = choices

    @property
    def paper_open(self) -> bool:
        """Whether the fields of the paper's head are shown at once: something stands in them, or is wrong."""
        return any(self[name].value() or self[name].errors for name in _PAPER)

    def head(self) -> Head:
        """What was written."""
        said: dict[str, Any] = {
            name: cleaned(text=value) if isinstance(value, str) else value for name, value in self.cleaned_data.items()
        }
        ids = {"section_id": said.pop("section"), "word_form_id": said.pop("word_form")}
        return Head(**said, **ids)


def head_of(row: Draft) -> dict[str, Any]:
    """A draft's values for the form."""
    names = ("title", "profile", "grade", "document_number", "dated_on", "addressee", "sender", "basis")
    return {name: getattr(row, name) for name in names} | {"section": row.section_id, "word_form": row.word_form_id}


class WordFormForm(forms.Form):
    """A Word form that is put up."""

    name = forms.CharField(label=_("様式の名前"), max_length=60, help_text=_("例: 通知（部外）、事務連絡"))
    file = forms.FileField(
        label=_("Wordのファイル"),
        widget=FileDrop(accept=(".docx",)),
        help_text=_("docx、2MBまで。マクロは使えません。"),
    )
