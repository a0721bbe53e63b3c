"""Forms of the inquiries: how the next questions are asked, and the files of one of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistants.inquiring.change import Settings
from assistants.models import Inquiry
from tenants.public import SectionFacts, town_grades
from web.public import SeveralFiles


class SettingsForm(forms.Form):
    """Grade, filters, length, tone."""

    grade = forms.TypedChoiceField(
        label=_("入力する情報の区分"), coerce=int, help_text=_("質問と添付ファイルに含まれる、いちばん高い区分です。")
    )
    section = forms.TypedChoiceField(label=_("担当課"), coerce=int, empty_value=None, required=False)
    fiscal_year = forms.TypedChoiceField(label=_("年度"), coerce=int, empty_value=None, required=False)
    only_files = forms.BooleanField(label=_("添付したファイルだけから答える"), required=False)
    length = forms.ChoiceField(label=_("答えの長さ"), choices=Inquiry.Length.choices)
    tone = forms.ChoiceField(label=_("文の調子"), choices=Inquiry.Tone.choices)

    def __init__(
        self, data: Any = None, *, row: Inquiry, sections: tuple[SectionFacts, ...], years: list[tuple[int, str]]
    ) -> None:
        start: dict[str, Any] = {"grade": row.grade, "section": row.section_id, "fiscal_year": row.fiscal_year}
        start |= {"only_files": row.only_files, "length": row.length, "tone": row.tone}
        super().__init__(data, initial=start)
        every = ("", _("すべて"))
        self._choose("grade", [(grade.level, grade.name) for grade in town_grades()])
        self._choose("section", [every, *((one.id, one.name) for one in sections)])
        self._choose("fiscal_year", [every, *years])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = choices

    def settings(self) -> Settings:
        """What was chosen."""
        said = self.cleaned_data
        return Settings(
            grade=said["grade"],
            length=said["length"],
            tone=said["tone"],
            section_id=said["section"],
            fiscal_year=said["fiscal_year"],
            only_files=said["only_files"],
        )


class AttachForm(forms.Form):
    """Files for one inquiry."""

    files = SeveralFiles(label=_("ファイル"))  # type: ignore[assignment]  # a form's own `files` are the uploads
