"""allauth's forms without what our pages already say: the label stands above the field, help below the form."""

from typing import Any, Final

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

_NEW_PASSWORD: Final = _("10文字以上。短い文をつなげると、長くても覚えやすくなります。")


class _Plain:
    """Takes away the placeholders, which vanish when somebody types."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        if "password1" in self.fields:
            self.fields["password1"].help_text = _NEW_PASSWORD


class SignInForm(_Plain, LoginForm):  # type: ignore[misc]
    """Address and password; the way out for a forgotten one stands below the card."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class ForgottenForm(_Plain, ResetPasswordForm):  # type: ignore[misc]
    """The address to which the way back is mailed."""


class NewPasswordForm(_Plain, ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password behind the mailed link."""


class OtherPasswordForm(_Plain, ChangePasswordForm):  # type: ignore[misc]
    """Another password for somebody who is signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""


class StillYouForm(_Plain, ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something dangerous."""


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey, in the words of our pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("名前")
        self.fields["name"].help_text = _("あとで見分けるための名前。例: 庁舎のパソコン")
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = _("パスワードを入力せずにログインできるようにする")
            self.fields["passwordless"].help_text = ""
