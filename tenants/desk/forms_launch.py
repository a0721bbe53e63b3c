"""Forms of the risk form and of announcements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.assessing_risk.write import FourViewpoints
from tenants.models import Announcement, RiskForm
from web.public import DateInput


class RiskFormForm(forms.Form):
    """The four viewpoints. `latest`: the version to go on from."""

    who_uses = forms.CharField(
        label=_("1. だれが使うか"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("使う人と入口。例: 住民がだれでも。町のサイトとチャットのページから、名前を名乗らずに使う。"),
    )
    work = forms.CharField(
        label=_("2. どんな業務か"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("何に答え、何に答えないか。間違えたとき、だれにどんな影響があるか。"),
    )
    information = forms.CharField(
        label=_("3. 機密情報と学習"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("扱う情報の機密性、個人情報の扱い、使うAIモデルの事業者が入力を学習に使わないことの確認。"),
    )
    judgement = forms.CharField(
        label=_("4. 出力を人が判断するか"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("人が見る前に住民に届く答えを、どう確かめ、だれが見直し、おかしいとき、だれが止めるか。"),
    )

    def __init__(self, data: Any = None, *, latest: RiskForm | None) -> None:
        start = {name: getattr(latest, name) for name in self.base_fields} if latest else {}
        super().__init__(data, initial=start)

    def said(self) -> FourViewpoints:
        """What was written; after validation."""
        return FourViewpoints(**self.cleaned_data)


class AnnouncementForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own class takes no argument when it runs
    """One announcement."""

    class Meta:
        model = Announcement
        fields = ["level", "title", "text", "link", "link_label", "first_day", "last_day"]
        labels = {
            "level": _("重要さ"),
            "title": _("見出し"),
            "text": _("本文"),
            "link": _("リンク先"),
            "link_label": _("リンクの言葉"),
            "first_day": _("いつから"),
            "last_day": _("いつまで"),
        }
        help_texts = {
            "title": _("60文字まで。例: 大雪のため、窓口の受付を午後3時に終えます"),
            "link": _("くわしいページがあれば。https:// で始まるアドレス。"),
            "link_label": _("例: くわしく見る"),
            "last_day": _("この日の終わりまで表示し、あとは自動で消えます。"),
        }
        widgets = {"first_day": DateInput(), "last_day": DateInput(), "text": forms.Textarea(attrs={"rows": 3})}

    def clean(self) -> dict[str, Any]:
        """An end after the beginning, a link that is safe and has a word."""
        values = super().clean() or {}
        first, last = values.get("first_day"), values.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("「いつから」より前の日です。「いつから」と同じか、あとの日にしてください。"))
        if values.get("link") and not values["link"].startswith("https://"):
            self.add_error("link", _("https:// で始まるアドレスにしてください。"))
        if values.get("link") and not values.get("link_label"):
            self.add_error("link_label", _("リンクの言葉を入力してください。例: くわしく見る"))
        return values
