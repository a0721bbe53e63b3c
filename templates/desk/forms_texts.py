"""Forms of the town's texts: writing one, handing one to the knowledge base."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.public import sections_to_file_under
from templates.keeping.write import LONGEST, LONGEST_TITLE, Wording
from tenants.public import Access, town_sections


class TextForm(forms.Form):
    """A title, the text, what was changed."""

    title = forms.CharField(label=_("題名"), max_length=LONGEST_TITLE)
    body = forms.CharField(
        label=_("本文"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_("「# 」で見出し、「- 」で箇条書き、「1. 」で番号付き、「|」で区切ると表になります。"),
    )
    message = forms.CharField(label=_("何を変えたか（任意）"), max_length=120, required=False)

    @property
    def wording(self) -> Wording:
        """What is to be kept, with plain line ends."""
        data = self.cleaned_data
        return Wording(data["title"].strip(), data["body"].replace("\r\n", "\n").strip(), data["message"])


class HandInForm(forms.Form):
    """For whom the text is in the knowledge base, and whose document it is."""

    audience = forms.ChoiceField(
        label=_("だれのための情報ですか"),
        choices=[
            ("staff", _("職員のみ（職員のAI相談の回答に使う）")),
            ("residents", _("住民と職員（チャットボットの回答にも使う）")),
        ],
        initial="staff",
        widget=forms.RadioSelect,
    )
    section = forms.ChoiceField(label=_("担当課"), required=False)

    def __init__(self, data: Any = None, *, access: Access) -> None:
        super().__init__(data)
        own = sections_to_file_under(access=access)
        choices = [(str(one.id), one.name) for one in town_sections() if own is None or one.id in own]
        field: Any = self.fields["section"]
        field.choices = [("", _("町全体（課を決めない）")), *choices] if own is None else choices
        field.required = own is not None

    @property
    def section_id(self) -> int | None:
        """The chosen section; None for the whole town."""
        chosen = self.cleaned_data.get("section")
        return int(chosen) if chosen else None
