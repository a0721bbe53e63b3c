"""Forms of the price list."""

import re
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from billing.pricing.price_list import HOME_CURRENCY, UnitPrice
from web.public import DateInput

_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_MOST: Final = 10_000_000


def _amount(label: Any, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_value=_MOST, decimal_places=4, **options)


def _currency(value: str) -> str:
    currency = value.strip().upper()
    if not _CURRENCY.fullmatch(currency):
        raise forms.ValidationError(_("通貨は、JPY や USD のようなアルファベット3文字で入力してください。"))
    return currency


class PriceForm(forms.Form):
    """単価."""

    model = forms.CharField(
        label=_("モデル名"), max_length=200, help_text=_("町の接続先に登録されたモデル名と同じつづりにします。")
    )
    valid_from = forms.DateField(
        label=_("いつから"), widget=DateInput(), help_text=_("過ぎた日にすると、その日からの利用を計算し直します。")
    )
    valid_until = forms.DateField(
        label=_("いつまで"),
        widget=DateInput(),
        required=False,
        help_text=_("空欄のときは、次の単価が始まるまで続きます。"),
    )
    tokens_in = _amount(_("入力100万トークンの単価（税抜き）"))
    tokens_cached = _amount(
        _("入力のうちキャッシュ分の単価"), required=False, help_text=_("空欄のときは、入力の単価と同じです。")
    )
    tokens_out = _amount(_("出力100万トークンの単価（税抜き）"))
    audio_minute = _amount(_("音声1分の単価"), required=False)
    currency = forms.CharField(label=_("通貨"), max_length=3, initial=HOME_CURRENCY)
    note = forms.CharField(label=_("根拠"), max_length=200, required=False, help_text=_("契約書や料金表の名前と日付。"))

    def clean_currency(self) -> str:
        """Three letters."""
        return _currency(self.cleaned_data["currency"])

    def clean(self) -> dict[str, Any]:
        """An end after the beginning."""
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("valid_from"), values.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("「いつまで」は「いつから」より後の日にしてください。"))
        return values

    @property
    def price(self) -> UnitPrice:
        """The cleaned price."""
        values = self.cleaned_data
        cached = values["tokens_cached"]
        return UnitPrice(
            valid_from=values["valid_from"],
            valid_until=values["valid_until"],
            tokens_in=values["tokens_in"],
            tokens_cached=values["tokens_in"] if cached is None else cached,
            tokens_out=values["tokens_out"],
            audio_minute=values["audio_minute"] or Decimal(0),
            currency=values["currency"],
        )


class RateForm(forms.Form):
    """為替レート."""

    currency = forms.CharField(label=_("通貨"), max_length=3, initial="USD")
    valid_from = forms.DateField(
        label=_("いつから"), widget=DateInput(), help_text=_("過ぎた日にすると、その日からの利用を計算し直します。")
    )
    yen = forms.DecimalField(
        label=_("1通貨あたりの円"),
        min_value=0,
        max_value=_MOST,
        decimal_places=4,
        help_text=_("例: 1ドルが150円なら 150"),
    )
    note = forms.CharField(
        label=_("根拠"), max_length=200, required=False, help_text=_("どこの何日のレートか。例: ○○銀行 TTM 4月1日")
    )

    def clean_currency(self) -> str:
        """Three letters, and not the yen itself."""
        currency = _currency(self.cleaned_data["currency"])
        if currency == HOME_CURRENCY:
            raise forms.ValidationError(_("円（JPY）に為替レートは要りません。外国の通貨を入力してください。"))
        return currency

    def clean_yen(self) -> Any:
        """More than nothing."""
        if not self.cleaned_data["yen"]:
            raise forms.ValidationError(_("0 より大きい数を入力してください。"))
        return self.cleaned_data["yen"]
