"""Forms of taking over: the blanks, what a person decides of each place of a newer edition, a law that changed."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistants.public import KnownBlank
from templates.adopting.fill import Given, read_blanks
from templates.adopting.where_used import where_used
from templates.models import Adoption
from tenants.public import SectionFacts
from web.public import DateInput

NO_PROPOSAL = ("", _("いまはしない（FAQのひな形の一覧に入れるだけ）"))


class BlanksForm(forms.Form):
    """The town's values: b0, b1, … with n0, n1, … for 「該当なし」, in the order given; `body`: where they stand;
    `absent`: ticked at first."""

    def __init__(
        self,
        data: Any = None,
        *,
        blanks: Sequence[KnownBlank],
        body: Any,
        absent: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        initial: dict[str, Any] = {f"b{at}": blank.value for at, blank in enumerate(blanks)}
        initial |= {f"n{at}": True for at, blank in enumerate(blanks) if blank.name in absent}
        super().__init__(data, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)
        self._blanks = tuple(blanks)
        self.given: Given = Given({}, {})
        stands = where_used(body=body)
        for at, blank in enumerate(blanks):
            told = _told(blank, stands.get(blank.name, ""))
            self.fields[f"b{at}"] = forms.CharField(
                label=blank.name, required=False, help_text=told, widget=forms.TextInput(attrs=_attrs(blank))
            )
            self.fields[f"n{at}"] = forms.BooleanField(
                label=_("「%(name)s」は該当なし（その文を除いて入れる）") % {"name": blank.name}, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Each blank by its type; nothing empty but what does not apply."""
        said = {blank.name: self.cleaned_data.get(f"b{at}") or "" for at, blank in enumerate(self._blanks)}
        absent = {blank.name for at, blank in enumerate(self._blanks) if self.cleaned_data.get(f"n{at}")}
        self.given = read_blanks(blanks=self._blanks, said=said, absent=absent)
        for at, blank in enumerate(self._blanks):
            if blank.name in self.given.faults:
                self.add_error(f"b{at}", self.given.faults[blank.name])
        return self.cleaned_data


class AdoptForm(BlanksForm):
    """Taking over: the blanks, what happens when a newer edition comes, and of a FAQ set whether proposals are made."""

    def __init__(
        self,
        data: Any = None,
        *,
        blanks: Sequence[KnownBlank],
        body: Any,
        sections: Sequence[SectionFacts] | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, blanks=blanks, body=body, initial={"policy": Adoption.Policy.ASK.value}, **kwargs)
        if sections is not None:
            self.fields["propose"] = forms.ChoiceField(
                label=_("FAQの提案にする"),
                required=False,
                choices=[NO_PROPOSAL, ("0", _("全庁の提案にする")), *((str(one.id), one.name) for one in sections)],
                help_text=_("提案は、課長などが承認すると住民への回答に使われます。"),
            )
        self.fields["policy"] = forms.ChoiceField(
            label=_("新しい版が出たとき"), choices=Adoption.Policy.choices, widget=forms.RadioSelect
        )


class LawNoticeForm(forms.Form):
    """A law that changed."""

    law = forms.ChoiceField(label=_("法令"))
    article = forms.CharField(
        label=_("条"),
        max_length=80,
        required=False,
        help_text=_("空なら、その法令すべてのひな形に知らせます。例: 第12条"),
    )
    in_force_on = forms.DateField(label=_("施行日"), widget=DateInput())
    text = forms.CharField(
        label=_("何が変わるか"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("使っている町が、どこを確かめればよいか分かるように書いてください。"),
    )
    link = forms.URLField(label=_("参考の資料（https://…）"), max_length=300, required=False, assume_scheme="https")

    def __init__(self, *args: Any, laws: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        law: Any = self.fields["law"]
        law.choices = [("", _("選んでください")), *((one, one) for one in laws)]


def _told(blank: KnownBlank, stands: str) -> str:
    told = [blank.help]
    if stands:
        told.append(str(_("入る文: %(sentence)s") % {"sentence": stands}))
    if blank.written:
        told.append(str(_("ほかのひな形でも使っている値です。変えると、そちらも変わります。")))
    if blank.example and not blank.value:
        told.append(str(_("例: %(example)s") % {"example": blank.example}))
    return "　".join(one for one in told if one)


def _attrs(blank: KnownBlank) -> dict[str, str]:
    modes = {"phone": "tel", "email": "email", "url": "url"}
    return {
        "autocomplete": "off",
        "maxlength": "300",
        **({"inputmode": modes[blank.type]} if blank.type in modes else {}),
    }
