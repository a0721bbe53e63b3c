"""The form of the LINE connection. Stored secrets are never shown: empty keeps them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistants.line.channel import Keys


class LineForm(forms.Form):
    """Both secrets of a channel, as LINE Developers shows them."""

    channel_secret = forms.RegexField(
        r"^[0-9a-f]{32}$",
        label=_("チャネルシークレット"),
        required=False,
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "off"}),
        help_text=_("LINE Developersの「チャネル基本設定」にある32文字。"),
        error_messages={"invalid": _("半角の数字とaからfの、32文字で入力してください。")},
    )
    access_token = forms.CharField(
        label=_("チャネルアクセストークン（長期）"),
        required=False,
        max_length=500,
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "off"}),
        help_text=_("「Messaging API設定」のいちばん下で発行した文字列。"),
    )

    def __init__(self, data: Any = None, *, stored: Keys | None) -> None:
        super().__init__(data)
        self._stored = stored
        for field in self.fields.values():
            field.required = stored is None
            if stored is not None:
                field.help_text = _("保存済みです。空欄のままなら、いまのものを使います。")

    @property
    def keys(self) -> Keys:
        """What was typed, or what is stored."""
        kept = self._stored or Keys("", "")
        typed = self.cleaned_data
        return Keys(typed["channel_secret"] or kept.secret, typed["access_token"] or kept.token)
