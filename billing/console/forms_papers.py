"""Forms of papers: who issues, which month is closed, what was paid, what is corrected."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from billing.invoicing.content import PAPER_LANGUAGE, lines_in
from billing.models import Issuer, Paper
from billing.planning.charge import ChargeLine
from billing.tax_classes import TAX_LABELS, TaxClass
from tenants.public import consortiums
from web.public import DateInput

_MORE: Final = 2
_MOST: Final = 10**12


class IssuerForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic while it runs
    """発行者."""

    class Meta:
        model = Issuer
        fields = ("name", "representative", "address", "phone", "t_number", "rounding", "bank_account", "payment_days")

    def clean_payment_days(self) -> int:
        """One to thirty."""
        days: int = self.cleaned_data["payment_days"]
        if not 1 <= days <= 30:  # noqa: PLR2004  the law's limit
            raise forms.ValidationError(_("1日から30日までにしてください。"))
        return days


class CloseForm(forms.Form):
    """月の締め."""

    consortium_id = forms.TypedChoiceField(label=gettext_lazy("協議会"), coerce=int)
    month = forms.ChoiceField(label=gettext_lazy("締める月"))

    def __init__(self, *args: Any, months: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["consortium_id"].choices = [(one.id, one.name) for one in consortiums()]
        fields["month"].choices = months


class PaidForm(forms.Form):
    """入金."""

    paid_on = forms.DateField(label=gettext_lazy("入金日"), widget=DateInput())


class CorrectForm(forms.Form):
    """訂正: the lines of the paper, to be changed or emptied, and room for new ones."""

    reason = forms.CharField(label=gettext_lazy("訂正の理由（新しい書類の備考に載ります）"), max_length=200)

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: list[ChargeLine | None] = [*lines_in(content=paper.content), *([None] * _MORE)]
        last = next(line for line in reversed(self.known) if line)
        self.days: tuple[date, date] = (last.first, last.last)
        classes = [(one.value, label) for one, label in TAX_LABELS.items()]
        for n, line in enumerate(self.known, start=1):
            self.fields[f"what_{n}"] = forms.CharField(
                label=_("明細%(n)sの内容") % {"n": n}, max_length=80, required=False, initial=line.what if line else ""
            )
            self.fields[f"yen_{n}"] = forms.IntegerField(
                label=_("明細%(n)sの金額（円・税抜き）") % {"n": n},
                min_value=-_MOST,
                max_value=_MOST,
                required=False,
                initial=line.yen if line else None,
            )
            self.fields[f"tax_{n}"] = forms.ChoiceField(
                label=_("明細%(n)sの消費税") % {"n": n}, choices=classes, initial=line.tax.value if line else "standard"
            )

    def clean(self) -> dict[str, Any]:
        """An amount without words would be left out in silence, and the new paper cannot be changed any more."""
        values: dict[str, Any] = super().clean() or {}
        for n in range(1, len(self.known) + 1):
            if values.get(f"yen_{n}") is not None and values.get(f"what_{n}") == "":
                text = _("金額のある明細には、内容も入力してください。載せない明細は、金額も空欄にします。")
                self.add_error(f"what_{n}", text)
        return values

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """Each line's fields together."""
        names = ("what", "yen", "tax")
        return [
            (_("明細%(n)s") % {"n": n}, [self[f"{name}_{n}"] for name in names]) for n in range(1, len(self.known) + 1)
        ]

    @property
    def lines(self) -> list[ChargeLine]:
        """The corrected lines; one whose amount did not change keeps quantity and days, one without amount is gone."""
        values, lines = self.cleaned_data, []
        with override(PAPER_LANGUAGE):
            unit = _("式")
        for n, line in enumerate(self.known, start=1):
            what, yen, tax = values[f"what_{n}"], values[f"yen_{n}"], TaxClass(values[f"tax_{n}"])
            if yen is None or not what:
                continue
            if line and (line.what, line.yen, line.tax) == (what, yen, tax):
                lines.append(line)
                continue
            first, last = (line.first, line.last) if line else self.days
            lines.append(ChargeLine(what, first, last, Decimal(1), unit, Decimal(yen), yen, tax))
        return lines
