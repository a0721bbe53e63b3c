"""The forms of a hand-over: from person to person, or from section to section."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.handing_over.gather import HandOver
from knowledge.readers import sections_to_file_under
from tenants.public import Access, town_people, town_sections

Choices = list[tuple[str, Any]]


class PersonHandOverForm(forms.Form):
    """What one person looks after goes to another."""

    giver = forms.TypedChoiceField(label=_("前任者"), coerce=int)
    taker = forms.TypedChoiceField(label=_("後任者"), coerce=int)
    section = forms.TypedChoiceField(
        label=_("どの課の分ですか"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("空欄なら、すべての課の分です。"),
    )
    end_roles = forms.BooleanField(
        label=_("前任者の、その課での役割も終わらせる"),
        required=False,
        help_text=_("異動した人が、元の課の文書を変えたり見たりできなくなります。役割は、職員の画面から付け直せます。"),
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people, none = town_people(), ("", _("選んでください"))
        gone = _("（利用停止中）")
        givers: Choices = [(str(p.id), p.name if p.active else f"{p.name}{gone}") for p in people]
        self._choose("giver", [none, *givers])
        self._choose("taker", [none, *[(str(p.id), p.name) for p in people if p.active]])
        self._choose("section", [("", _("すべての課")), *_sections(access)])
        if not access.may("people.manage"):
            del self.fields["end_roles"]

    def clean(self) -> dict[str, Any]:
        """Two people."""
        data = super().clean() or {}
        if data.get("giver") and data.get("giver") == data.get("taker"):
            self.add_error("taker", _("前任者とは別の人を選んでください。"))
        return data

    def wish(self) -> HandOver:
        """What was chosen."""
        data = self.cleaned_data
        return HandOver(from_person=data["giver"], to_person=data["taker"], from_section=data["section"])

    @property
    def ends_roles(self) -> bool:
        """Whether the former colleague's roles end with it."""
        return bool(self.cleaned_data.get("end_roles"))

    def _choose(self, field: str, choices: Choices) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]


class SectionHandOverForm(forms.Form):
    """What one section looks after goes to another."""

    giver = forms.TypedChoiceField(label=_("元の課"), coerce=int)
    taker = forms.TypedChoiceField(label=_("引き継ぐ課"), coerce=int)

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("giver", "taker"):
            self.fields[name].choices = [("", _("選んでください")), *_sections(access)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Two sections."""
        data = super().clean() or {}
        if data.get("giver") and data.get("giver") == data.get("taker"):
            self.add_error("taker", _("元の課とは別の課を選んでください。"))
        return data

    def wish(self) -> HandOver:
        """What was chosen."""
        return HandOver(from_section=self.cleaned_data["giver"], to_section=self.cleaned_data["taker"])

    @property
    def ends_roles(self) -> bool:
        """Sections hold no roles."""
        return False


def _sections(access: Access) -> Choices:
    own = sections_to_file_under(access=access)
    return [(str(section.id), section.name) for section in town_sections() if own is None or section.id in own]
