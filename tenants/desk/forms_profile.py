"""The form of the town's profile."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.desk.fields import LinesField
from tenants.models import Profile

_PHONE: Final = r"^[0-9][0-9-]{8,13}$"
_PHONE_WRONG: Final = {"invalid": _("半角の数字とハイフンで、市外局番から入力してください。例: 0999-10-1100")}
_MASCOT: Final = ("name", "greeting", "tone")
SEASONS: Final = {
    "always": _("よくある質問（いつも）"),
    "spring": _("よくある質問（春）"),
    "summer": _("よくある質問（夏）"),
    "autumn": _("よくある質問（秋）"),
    "winter": _("よくある質問（冬）"),
}


class ProfileForm(forms.Form):
    """Every field of tenants.models.Profile that people type; `values` is in the model's form."""

    name_en = forms.CharField(label=_("英語の名前"), max_length=80, required=False, help_text=_("例: Kumoi Village"))
    character = forms.CharField(label=_("町の特色"), max_length=300, required=False, widget=forms.Textarea)
    population = forms.IntegerField(label=_("人口"), required=False, min_value=1, max_value=20_000_000)
    households = forms.IntegerField(label=_("世帯数"), required=False, min_value=1, max_value=20_000_000)
    mayor_title = forms.CharField(label=_("長の職名"), max_length=10, required=False, help_text=_("例: 町長"))
    mayor = forms.CharField(label=_("長の氏名"), max_length=40, required=False)
    postal_code = forms.RegexField(
        r"^\d{3}-?\d{4}$",
        label=_("郵便番号"),
        required=False,
        error_messages={"invalid": _("半角の数字7けたで入力してください。例: 123-4567")},
    )
    address = forms.CharField(label=_("役場の住所"), max_length=120)
    phone = forms.RegexField(_PHONE, label=_("代表電話"), error_messages=_PHONE_WRONG)
    fax = forms.RegexField(_PHONE, label=_("FAX"), required=False, error_messages=_PHONE_WRONG)
    email = forms.EmailField(label=_("代表メール"), required=False)
    site = forms.URLField(label=_("公式サイト"), required=False, assume_scheme="https")
    weekday_hours = forms.RegexField(
        r"^\d{1,2}:\d{2}-\d{1,2}:\d{2}$",
        label=_("平日の受付時間"),
        help_text=_("例: 8:30-17:15"),
        error_messages={"invalid": _("「8:30-17:15」の形で、半角で入力してください。")},
    )
    closed_days = forms.CharField(
        label=_("閉庁日"), max_length=120, required=False, help_text=_("例: 土日・祝日・12月29日〜1月3日")
    )
    extra_hours = forms.CharField(label=_("延長や休日の窓口"), max_length=200, required=False)
    districts = LinesField(label=_("地区"), help_text=_("1行に1つ。"))
    mascot_name = forms.CharField(label=_("案内役の名前"), max_length=40, required=False)
    mascot_greeting = forms.CharField(
        label=_("案内役のあいさつ"), max_length=300, required=False, widget=forms.Textarea
    )
    mascot_tone = forms.CharField(label=_("案内役の話し方"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, profile: Profile) -> None:
        self._profile = profile
        super().__init__(data, initial=_typed(profile))
        for season, label in SEASONS.items():
            field = LinesField(label=label, most=12, help_text=_("1行に1つ。住民のチャットに候補として出ます。"))
            self.fields[f"questions_{season}"] = field
            self.initial[f"questions_{season}"] = profile.suggested_questions.get(season, [])

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as the model keeps it; parts that this form does not show stay."""
        typed = dict(self.cleaned_data)
        mascot = {**self._profile.mascot, **{key: typed.pop(f"mascot_{key}") for key in _MASCOT}}
        asked = {season: typed.pop(f"questions_{season}") for season in SEASONS}
        questions = {**self._profile.suggested_questions, **asked}
        return {
            **typed,
            "mascot": {key: value for key, value in mascot.items() if value},
            "suggested_questions": {key: value for key, value in questions.items() if value},
        }

    @property
    def labels(self) -> dict[str, str]:
        """What each field of the model is called."""
        own = {name: str(field.label) for name, field in self.fields.items()}
        return {**own, "mascot": str(_("案内役")), "suggested_questions": str(_("よくある質問"))}


def _typed(profile: Profile) -> dict[str, Any]:
    plain = {name: getattr(profile, name) for name in ProfileForm.base_fields if hasattr(profile, name)}
    return {**plain, **{f"mascot_{key}": profile.mascot.get(key, "") for key in _MASCOT}}
