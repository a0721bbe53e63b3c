"""The form that makes a key."""

from datetime import date, datetime, time, timedelta
from typing import Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.issuing_keys.scopes import Scope
from web.public import DateInput

_MOST_A_MINUTE: Final = 600
_SUGGESTED: Final = timedelta(days=365)


def _in_a_year() -> date:
    return timezone.localdate() + _SUGGESTED


class KeyForm(forms.Form):
    """Name, scopes, limit and last day of a key."""

    name = forms.CharField(label=_("名前"), max_length=80, help_text=_("何に使う鍵か。例: 町公式アプリ"))
    scopes = forms.MultipleChoiceField(
        label=_("できること"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("必要なものだけを選んでください。"),
        error_messages={"required": _("できることを1つ以上選んでください。")},
    )
    most_a_minute = forms.IntegerField(
        label=_("1分間の上限（回）"), min_value=1, max_value=_MOST_A_MINUTE, initial=60, help_text=_("1から600まで。")
    )
    expires_on = forms.DateField(
        label=_("有効期限"),
        required=False,
        initial=_in_a_year,
        widget=DateInput,
        help_text=_("この日の終わりまで使えます。空欄にすると期限なしです。"),
    )

    def clean_expires_on(self) -> date | None:
        """A day that is over makes no sense."""
        day: date | None = self.cleaned_data["expires_on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("今日か、今日より後の日を入力してください。"))
        return day

    @property
    def expires_at(self) -> datetime | None:
        """The end of the last day."""
        day = self.cleaned_data["expires_on"]
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) if day else None
