"""The form with which an invited person joins."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from tenants.models import Person


class AcceptForm(forms.Form):
    """Name and password; the address stands in the invitation and is not asked again."""

    name = forms.CharField(
        label=_("氏名"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("例: 山田 花子"),
    )
    kana = forms.CharField(label=_("ふりがな"), max_length=80, required=False)
    password = forms.CharField(
        label=_("パスワード"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("10文字以上。短い文をつなげると、長くても覚えやすくなります。"),
    )
    again = forms.CharField(
        label=_("パスワード（確認のためもう一度）"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean_password(self) -> str:
        """The password, as good as settings.AUTH_PASSWORD_VALIDATORS ask."""
        password = str(self.cleaned_data["password"])
        validate_password(password, Person(email=self._email, name=self.cleaned_data.get("name", "")))
        return password

    def clean_again(self) -> str:
        """The same once more."""
        again = str(self.cleaned_data["again"])
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise forms.ValidationError(_("上のパスワードと一致しません。もう一度入力してください。"))
        return again
