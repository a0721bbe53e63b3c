"""Forms of the hand-over pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistants.models import HandoverRules


class RulesForm(forms.Form):
    """How residents are handed over to people."""

    is_open = forms.BooleanField(label=_("チャットから職員への相談を受け付ける"), required=False)
    contact = forms.ChoiceField(
        label=_("名前と連絡先"), choices=HandoverRules.Contact.choices, widget=forms.RadioSelect
    )
    answer_within_hours = forms.IntegerField(
        label=_("返信の約束（開庁時間で数えた時間）"),
        min_value=1,
        max_value=80,
        help_text=_("例: 8 とすると、金曜日の午後3時に届いた相談は、月曜日の午後2時15分までに返信する約束になります。"),
    )
    contact_kept_days = forms.IntegerField(
        label=_("名前と連絡先を残す日数（終了から）"),
        min_value=0,
        max_value=365,
        help_text=_("この日数が過ぎると、名前と連絡先は消え、書かれた文の個人情報は伏せ字になります。"),
    )
    closes_after_days = forms.IntegerField(
        label=_("返事がないとき自動で終了する日数（返信から）"), min_value=1, max_value=90
    )
    purpose = forms.CharField(
        label=_("使う目的"), max_length=200, help_text=_("相談の画面に表示し、住民の同意をもらいます。")
    )

    def __init__(self, data: Any = None, *, rules: HandoverRules) -> None:
        super().__init__(data, initial={name: getattr(rules, name) for name in self.base_fields})

    @property
    def labels(self) -> dict[str, str]:
        """What each field is called."""
        return {name: str(field.label) for name, field in self.fields.items()}
