"""Forms of money that came in: a file of the bank, a payment by hand, what a transfer pays."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.models import Paper
from tenants.public import consortiums
from web.public import DateInput

_MOST: Final = 10**12


class BankFileForm(forms.Form):
    """入金ファイル."""

    consortium_id = forms.TypedChoiceField(label=gettext_lazy("協議会"), coerce=int)
    file = forms.FileField(
        label=gettext_lazy("銀行のファイル"),
        help_text=gettext_lazy("全銀形式（入出金取引明細・振込入金通知）か、銀行のCSV。2MBまで。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["consortium_id"].choices = [(one.id, one.name) for one in consortiums()]


class PaidForm(forms.Form):
    """入金: all of the rest, or a part."""

    paid_on = forms.DateField(label=gettext_lazy("入金日"), widget=DateInput())
    yen = forms.IntegerField(label=gettext_lazy("入金額（円）"), min_value=0, max_value=_MOST)

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["yen"].initial = paper.rest_yen

    def clean_paid_on(self) -> date:
        """Money that has not come is not noted."""
        day: date = self.cleaned_data["paid_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("入金日が先の日付です。実際に入金された日を入力してください。"))
        return day


class AsideForm(forms.Form):
    """対象外."""

    reason = forms.CharField(
        label=gettext_lazy("対象外にする理由"), max_length=200, help_text=gettext_lazy("例: 預金利息、返金した過入金")
    )


class PartsForm(forms.Form):
    """What a transfer pays: yen by invoice, of the fields `yen_<id>`; an empty one pays nothing."""

    def __init__(self, *args: Any, invoices: list[tuple[Paper, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invoices = invoices
        for paper, yen in invoices:
            self.fields[f"yen_{paper.pk}"] = forms.IntegerField(
                label=_("%(number)sに充てる金額（円）") % {"number": paper.number},
                min_value=0,
                max_value=_MOST,
                required=False,
                initial=yen or None,
            )

    @property
    def rows(self) -> list[tuple[Paper, Any]]:
        """Each invoice with its field."""
        return [(paper, self[f"yen_{paper.pk}"]) for paper, _yen in self.invoices]

    @property
    def parts(self) -> dict[int, int]:
        """Yen by the paper's id."""
        values = ((paper.pk, self.cleaned_data.get(f"yen_{paper.pk}")) for paper, _yen in self.invoices)
        return {number: yen for number, yen in values if yen}
