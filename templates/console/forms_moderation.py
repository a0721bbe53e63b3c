"""Forms of moderation and of exchange with other installations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from templates.sharing.exchange import MOST_BYTES
from templates.sharing.signing import is_public_key
from tenants.public import ConsortiumFacts
from web.public import FileDrop


class ReturnForm(forms.Form):
    """Why it goes back, and what to do."""

    comment = forms.CharField(
        label=_("町へのコメント"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("何を、どう直してほしいかを書きます。申請した人にメールで届きます。"),
    )


class WithdrawForm(forms.Form):
    """Why it is withdrawn; adopters read it."""

    reason = forms.CharField(
        label=_("取り下げる理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("出した町と導入した町に、画面とメールで示します。"),
    )


class ImportForm(forms.Form):
    """A signed file of another installation."""

    consortium = forms.TypedChoiceField(label=_("どの協議会の町が使うか"), coerce=int)
    file = forms.FileField(label=_("署名のあるファイル"), widget=FileDrop(accept=(".json",)))

    def __init__(self, *args: Any, bodies: tuple[ConsortiumFacts, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        consortium: Any = self.fields["consortium"]
        consortium.choices = [(one.id, one.name) for one in bodies]

    def clean_file(self) -> Any:
        """Refuses by size before anything is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("ファイルが大きすぎます（20MBまで）。書き出すひな形を分けてもらってください。")
            )
        return file


class InstallationForm(forms.Form):
    """Another installation and its key."""

    name = forms.CharField(label=_("相手先の名前"), max_length=80)
    public_key = forms.CharField(
        label=_("相手先の公開鍵"),
        max_length=44,
        help_text=_("相手の運営の画面に出ている44文字です。電話など、ファイルとは別の方法で確かめてください。"),
    )

    def clean_public_key(self) -> str:
        """32 bytes in base64."""
        key = str(self.cleaned_data["public_key"]).strip()
        if not is_public_key(text=key):
            raise forms.ValidationError(_("公開鍵の形ではありません。相手の画面の44文字をそのまま写してください。"))
        return key
