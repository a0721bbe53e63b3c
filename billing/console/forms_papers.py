"""Forms of papers: who issues, which month is closed, which ledger."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.models import Issuer
from tenants.public import consortiums


class IssuerForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic while it runs
    """発行者, with a picture of the seal."""

    seal_file = forms.FileField(
        label=gettext_lazy("印影の画像"),
        required=False,
        help_text=gettext_lazy("PNGかJPEG、1MBまで。書類の発行者名の横に載ります。印影がなくても書類は有効です。"),
    )
    without_seal = forms.BooleanField(label=gettext_lazy("印影を載せない"), required=False)

    class Meta:
        model = Issuer
        fields = ("name", "representative", "address", "phone", "t_number", "rounding", "bank_account", "payment_days")

    def clean_payment_days(self) -> int | None:
        """One to thirty, or what the law says when the contract does not."""
        days: int | None = self.cleaned_data["payment_days"]
        if days is not None and not 1 <= days <= 30:  # noqa: PLR2004  the law's limit
            raise forms.ValidationError(_("1日から30日までにしてください。"))
        return days

    @property
    def values(self) -> dict[str, Any]:
        """What is kept of the issuer itself, without the picture."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class CloseForm(forms.Form):
    """月の締め."""

    consortium_id = forms.TypedChoiceField(label=gettext_lazy("協議会"), coerce=int)
    month = forms.ChoiceField(label=gettext_lazy("締める月"))

    def __init__(self, *args: Any, months: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["consortium_id"].choices = [(one.id, one.name) for one in consortiums()]
        fields["month"].choices = months


class LedgerForm(forms.Form):
    """台帳: of one consortium and fiscal year."""

    consortium = forms.TypedChoiceField(label=gettext_lazy("協議会"), coerce=int)
    year = forms.TypedChoiceField(label=gettext_lazy("年度"), coerce=int)

    def __init__(self, *args: Any, years: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["consortium"].choices = [(one.id, one.name) for one in consortiums()]
        fields["year"].choices = years
