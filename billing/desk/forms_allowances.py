"""Forms of allowances."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from billing.watching.allow import first_day_to_offer
from billing.watching.standing import scope_name
from billing.watching.wording import section_names
from metering.public import AllowanceTerms, PeriodKind
from web.public import DateInput

_PERIODS = [(PeriodKind.FISCAL_YEAR.value, _("年度（4月から3月まで）")), (PeriodKind.MONTH.value, _("毎月"))]
_MOST_YEN = Decimal(999_999_999)


class _Scoped(forms.Form):
    """Town or section, and the period."""

    scope = forms.TypedChoiceField(label=_("対象"), coerce=int)
    period = forms.ChoiceField(label=_("期間"), choices=_PERIODS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = section_names()
        town = (0, scope_name(section_id=None, names={}))
        scope: Any = self.fields["scope"]
        scope.choices = [town, *self._names.items()]

    @property
    def section_id(self) -> int | None:
        """The chosen section, None for the whole town."""
        return self.cleaned_data["scope"] or None

    @property
    def scope_name(self) -> str:
        """The chosen section in words."""
        return scope_name(section_id=self.section_id, names=self._names)

    @property
    def period_kind(self) -> PeriodKind:
        """The chosen period."""
        return PeriodKind(self.cleaned_data["period"])


class AllowanceForm(_Scoped):
    """利用枠."""

    limit_yen = forms.DecimalField(
        label=_("上限の金額（円・税抜き）"), required=False, min_value=0, max_value=_MOST_YEN, decimal_places=0
    )
    limit_tokens = forms.IntegerField(
        label=_("上限のトークン数"),
        required=False,
        min_value=0,
        max_value=10**15,
        help_text=_("単価のないモデルを使うときに便利です。両方を入れると、先に達したほうで止まります。"),
    )
    valid_from = forms.DateField(label=_("いつから"), widget=DateInput())
    valid_until = forms.DateField(
        label=_("いつまで"),
        widget=DateInput(),
        required=False,
        help_text=_("空欄のときは、次の利用枠が始まるまで続きます。"),
    )
    warn_first = forms.IntegerField(label=_("最初のお知らせ（％）"), min_value=1, max_value=99, initial=70)
    warn_second = forms.IntegerField(label=_("二度目のお知らせ（％）"), min_value=2, max_value=100, initial=90)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = kwargs.pop("today")
        super().__init__(*args, initial={"valid_from": first_day_to_offer(today=today)}, **kwargs)

    def clean(self) -> dict[str, Any]:
        """One limit at least, an end after the beginning, warnings in order."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors.keys() & {"limit_yen", "limit_tokens"} and (
            values.get("limit_yen") is None and values.get("limit_tokens") is None
        ):
            self.add_error("limit_yen", _("金額かトークン数を入力してください。0 を入れると、すぐに止まります。"))
        first, last = values.get("valid_from"), values.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("「いつまで」は「いつから」より後の日にしてください。"))
        lower, upper = values.get("warn_first"), values.get("warn_second")
        if lower and upper and lower >= upper:
            self.add_error("warn_second", _("二度目のお知らせは、最初のお知らせより大きい数にしてください。"))
        return values

    @property
    def terms(self) -> AllowanceTerms:
        """The cleaned terms."""
        values = self.cleaned_data
        names = ("limit_yen", "limit_tokens", "valid_from", "valid_until", "warn_first", "warn_second")
        return AllowanceTerms(
            section_id=self.section_id, period_kind=self.period_kind, **{name: values[name] for name in names}
        )


class TopUpForm(_Scoped):
    """追加の利用枠."""

    amount_yen = forms.DecimalField(
        label=_("増やす金額（円・税抜き）"), required=False, min_value=0, max_value=_MOST_YEN, decimal_places=0
    )
    tokens = forms.IntegerField(label=_("増やすトークン数"), required=False, min_value=0, max_value=10**15)
    reason = forms.CharField(label=_("理由"), max_length=200, help_text=_("監査記録に残ります。"))

    def clean(self) -> dict[str, Any]:
        """Something has to be added."""
        values: dict[str, Any] = super().clean() or {}
        values["amount_yen"] = values.get("amount_yen") or Decimal(0)
        values["tokens"] = values.get("tokens") or 0
        if not self.errors and not (values["amount_yen"] or values["tokens"]):
            self.add_error("amount_yen", _("増やす金額かトークン数を入力してください。"))
        return values
