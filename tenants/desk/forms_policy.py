"""The form of the town's policy."""

from ipaddress import ip_network
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.desk.fields import LinesField
from tenants.joining.door import sender_is_within
from tenants.models import Policy

_LONGEST_NAME = 30


class PolicyForm(forms.Form):
    """The town's switches. `sender`: the address the form comes from, which must not lock itself out."""

    mfa_forced = forms.BooleanField(
        label=_("二段階認証を必須にする"),
        required=False,
        help_text=_("設定していない職員は、次に開いたときに設定の画面へ進みます。"),
    )
    allowed_networks = LinesField(
        label=_("職員の画面を開けるネットワーク"),
        help_text=_("1行に1つ、CIDRの形で。例: 203.0.113.0/24。空欄のときは、どこからでも開けます。"),
    )
    grade_scale = forms.TypedChoiceField(
        label=_("機密性の段階"), choices=Policy.GradeScale.choices, coerce=int, widget=forms.RadioSelect
    )
    grade_names = LinesField(
        label=_("段階の呼び名"),
        help_text=_("町の規程の呼び名を、公開してよいものから順に1行に1つ。空欄のときは、ふつうの呼び名を使います。"),
    )
    four_eyes = forms.BooleanField(
        label=_("文書とFAQは、出した人とは別の人が承認する"),
        required=False,
        help_text=_("入れると、課長が自分で取り込んだ文書も、ほかの課長か管理者の承認を待ちます。"),
    )
    editors_approve = forms.BooleanField(label=_("ナレッジ担当も、自分の課の文書とFAQを承認できる"), required=False)
    highest_grade_entered = forms.IntegerField(
        label=_("入力してよい機密性の上限"),
        min_value=1,
        max_value=5,
        help_text=_("1が公開情報です。この段階を超える情報は、職員も入力できません。"),
    )
    models_allowed = forms.BooleanField(
        label=_("外部のAIモデルを使う"),
        required=False,
        help_text=_("外すと、登録した文書とFAQの引用だけで答えます。"),
    )
    log_retention_days = forms.IntegerField(
        label=_("記録を保存する日数"), min_value=30, max_value=1830, help_text=_("30日から1830日（5年）まで。")
    )

    def __init__(self, data: Any = None, *, policy: Policy, sender: str) -> None:
        super().__init__(data, initial={name: getattr(policy, name) for name in self.base_fields})
        self._sender = sender

    def clean_allowed_networks(self) -> list[str]:
        """Networks in their plain form, with the sender inside."""
        try:
            networks = [str(ip_network(line)) for line in self.cleaned_data["allowed_networks"]]
        except ValueError as wrong:
            text = _("ネットワークの形ではありません: %(what)s")
            raise forms.ValidationError(text, params={"what": str(wrong).split(" ")[0]}) from wrong
        if not sender_is_within(address=self._sender, networks=tuple(networks)):
            text = _("いまお使いのアドレス（%(sender)s）が入っていません。保存すると、あなた自身が開けなくなります。")
            raise forms.ValidationError(text, params={"sender": self._sender})
        return networks

    def clean(self) -> dict[str, Any]:
        """A limit within the scale."""
        values = super().clean() or {}
        if values.get("highest_grade_entered", 0) > values.get("grade_scale", 0):
            self.add_error("highest_grade_entered", _("選んだ段階の数より大きくできません。"))
        names = values.get("grade_names") or []
        if len(names) not in (0, values.get("grade_scale")) or any(len(name) > _LONGEST_NAME for name in names):
            text = _("呼び名は、選んだ段階の数だけ（%(count)s行）、1行30文字までで書いてください。")
            self.add_error("grade_names", text % {"count": values.get("grade_scale", 3)})
        return values

    @property
    def labels(self) -> dict[str, str]:
        """What each field is called."""
        return {name: str(field.label) for name, field in self.fields.items()}
