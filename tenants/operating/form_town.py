"""The operator's form of a town's end."""

from django import forms
from django.utils.translation import gettext_lazy as _

from web.public import DateInput


class ClosingForm(forms.Form):
    """利用終了の予告."""

    last_day = forms.DateField(label=_("最後の利用日"), widget=DateInput())
    reason = forms.CharField(
        label=_("理由（自治体の画面に表示されます）"), max_length=200, help_text=_("例: 令和8年度末で契約を終えるため")
    )
