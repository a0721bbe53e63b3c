"""Forms of a town's papers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from billing.models import TownAccounts


class ReturnForm(forms.Form):
    """差し戻し."""

    reason = forms.CharField(
        label=_("差し戻しの理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("協議会に届き、支払期限の日数が止まります。例: 宛先の課名が違う"),
    )


class OwnNumberForm(forms.Form):
    """町の整理番号."""

    own_number = forms.CharField(
        label=_("町の整理番号"), max_length=40, required=False, help_text=_("町の文書番号など。台帳に載ります。")
    )


class AccountsForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic while it runs
    """予算科目."""

    class Meta:
        model = TownAccounts
        fields = ("account", "chapter", "section", "item", "node")
