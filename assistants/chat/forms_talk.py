"""The form with which a resident asks for a person: the only place where personal data may be written."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from assistants.handover.ask import Asked
from assistants.handover.checking import LONGEST, LONGEST_CONTACT
from assistants.models import HandoverRules
from tenants.public import SectionFacts

_LONGEST_READ = LONGEST * 2  # what is more is said by the flow, with its own sentence


class TalkForm(forms.Form):
    """Message, section, what goes along, name and contact by the town's rules, consent."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    turn = forms.UUIDField(widget=forms.HiddenInput, required=False)
    message = forms.CharField(
        label=_("相談したいこと"), max_length=_LONGEST_READ, widget=forms.Textarea(attrs={"rows": 5}), required=False
    )
    section = forms.ChoiceField(
        label=_("相談したい課"),
        required=False,
        help_text=_("分からないときは、そのままで大丈夫です。役場で担当を決めます。"),
    )
    shares = forms.BooleanField(label=_("下のチャットのやりとりも担当に見せる"), required=False, initial=True)
    name = forms.CharField(label=_("お名前"), max_length=60, required=False)
    contact = forms.CharField(
        label=_("連絡先（電話番号かメールアドレス）"),
        max_length=LONGEST_CONTACT,
        required=False,
        help_text=_("書かなくても、このチャットの中で返信を読めます。"),
    )
    consents = forms.BooleanField(label=_("上の使い方に同意する"))

    def __init__(
        self, data: Any = None, *, rules: HandoverRules, sections: tuple[SectionFacts, ...], **start: Any
    ) -> None:
        super().__init__(data, initial={"key": uuid4(), **start})
        section: Any = self.fields["section"]
        section.choices = [("", _("分からない（役場で決める）")), *((str(s.id), s.name) for s in sections)]
        if rules.contact == HandoverRules.Contact.NONE:
            del self.fields["name"], self.fields["contact"]
        elif rules.contact == HandoverRules.Contact.REQUIRED:
            self.fields["name"].required = self.fields["contact"].required = True
            self.fields["contact"].help_text = ""

    def asked(self) -> Asked:
        """What was written, for the flow; call after is_valid."""
        values = self.cleaned_data
        section: str = values.get("section") or ""
        turn: UUID | None = values.get("turn")
        return Asked(
            key=values["key"],
            message=values["message"],
            name=values.get("name", ""),
            contact=values.get("contact", ""),
            section_id=int(section) if section else None,
            turn_id=turn,
            shares=values["shares"],
            consents=values["consents"],
        )
