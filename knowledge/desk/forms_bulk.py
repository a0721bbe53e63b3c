"""The form of a change to many documents: only what is filled in is changed."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.changing.plan import Wish
from knowledge.desk.forms import AUDIENCES, grade_choices
from knowledge.readers import sections_to_file_under
from tenants.public import Access, town_people, town_sections
from web.public import DateInput

_KEEP: Final = ("", _("変えない"))
_NOBODY: Final = "none"


class BulkForm(forms.Form):
    """What shall happen to the chosen documents."""

    step = forms.ChoiceField(
        label=_("何をしますか"),
        choices=[("edit", _("設定を変える")), ("approve", _("承認する")), ("withdraw", _("取り下げる"))],
        initial="edit",
        widget=forms.RadioSelect,
    )
    section = forms.ChoiceField(label=_("担当課"), required=False)
    responsible = forms.ChoiceField(label=_("担当者"), required=False)
    audience = forms.ChoiceField(label=_("だれのための情報ですか"), required=False, choices=[_KEEP, *AUDIENCES])
    grade = forms.ChoiceField(label=_("機密性"), required=False)
    valid_from = forms.DateField(label=_("公開開始日"), required=False, widget=DateInput)
    no_valid_from = forms.BooleanField(label=_("公開開始日をなくす"), required=False)
    valid_until = forms.DateField(label=_("公開終了日"), required=False, widget=DateInput)
    no_valid_until = forms.BooleanField(label=_("公開終了日をなくす（期限なしにする）"), required=False)

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = sections_to_file_under(access=access)
        sections = [(str(s.id), s.name) for s in town_sections() if own is None or s.id in own]
        whole = [(_NOBODY, _("町全体（課を決めない）"))] if own is None else []
        people = [(str(p.id), p.name) for p in town_people() if p.active]
        grades = [(str(level), name) for level, name in grade_choices()]
        self._choose("section", [_KEEP, *whole, *sections])
        self._choose("responsible", [_KEEP, (_NOBODY, _("決めていない")), *people])
        self._choose("grade", [_KEEP, *grades])
        if not access.may("knowledge.approve"):
            self._choose("step", [choice for choice in self.fields["step"].choices if choice[0] != "approve"])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something must be wished for, and a day is given or taken away."""
        data = super().clean() or {}
        for name, none in (("valid_from", "no_valid_from"), ("valid_until", "no_valid_until")):
            if data.get(name) and data.get(none):
                self.add_error(name, _("日付を入れるか、なくすか、どちらか1つにしてください。"))
        if data.get("step") == "edit" and not self.errors and not self._values():
            raise forms.ValidationError(_("変える項目を1つ以上入れてください。"))
        return data

    def wish(self) -> Wish:
        """What was filled in."""
        step = self.cleaned_data["step"]
        return Wish(step, self._values() if step == "edit" else {})

    def _values(self) -> dict[str, Any]:
        data, values = self.cleaned_data, dict[str, Any]()
        for field in ("section", "responsible"):
            if data.get(field):
                values[f"{field}_id"] = None if data[field] == _NOBODY else int(data[field])
        if data.get("audience"):
            values["audience"] = data["audience"]
        if data.get("grade"):
            values["grade"] = int(data["grade"])
        for field, none in (("valid_from", "no_valid_from"), ("valid_until", "no_valid_until")):
            if data.get(none) or data.get(field):
                values[field] = data.get(field)
        return values

    def _choose(self, field: str, choices: list[Any]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]
