"""The form of a canned reply."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistants.handover.canned import BLANKS, MOST, unknown_blanks
from assistants.handover.checking import LONGEST
from assistants.models import CannedReply
from tenants.public import SectionFacts


class CannedForm(forms.Form):
    """Title, text, whose. `sections`: those the person may write for; `for_town`: also for every desk."""

    title = forms.CharField(label=gettext_lazy("題"), max_length=60, help_text=gettext_lazy("例: 受け取りました"))
    text = forms.CharField(
        label=gettext_lazy("文"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("{ } で囲んだ言葉は、返信に入れるときに置きかわります。"),
    )
    section = forms.ChoiceField(label=gettext_lazy("使う課"), required=False)

    def __init__(
        self, data: Any = None, *, row: CannedReply, sections: tuple[SectionFacts, ...], for_town: bool
    ) -> None:
        initial = {"title": row.title, "text": row.text, "section": str(row.section_id or "")}
        super().__init__(data, initial=initial)
        self._row = row
        every = [("", _("すべての課"))] if for_town else []
        field: Any = self.fields["section"]
        field.choices = [*every, *((str(one.id), one.name) for one in sections)]
        field.required = not for_town

    def clean_text(self) -> str:
        """Blanks that nobody fills would reach a resident as they stand."""
        text: str = self.cleaned_data["text"].strip()
        unknown = unknown_blanks(text=text)
        if unknown:
            names = "、".join(f"{{{name}}}" for name in unknown)
            usable = "、".join(f"{{{name}}}" for name in BLANKS)
            raise ValidationError(
                _("%(names)s は置きかえられません。使えるのは %(usable)s です。") % {"names": names, "usable": usable}
            )
        return text

    def clean(self) -> dict[str, Any]:
        """Not more than a clerk can overlook."""
        if not self._row.pk and CannedReply.objects.count() >= MOST:
            raise ValidationError(
                _("定型文は町全体で%(most)s件までです。使わないものを削除してから足してください。") % {"most": MOST}
            )
        return self.cleaned_data

    def filled_row(self) -> CannedReply:
        """The row with what was written."""
        self._row.title, self._row.text = self.cleaned_data["title"], self.cleaned_data["text"]
        chosen = self.cleaned_data["section"]
        self._row.section_id = int(chosen) if chosen else None
        return self._row
