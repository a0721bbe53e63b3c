"""The operator's form of a notice to the admins of towns."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.border.current import in_public
from tenants.models import Municipality, OperatorNotice
from web.public import DateInput


class NoticeForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own class takes no argument when it runs
    """One notice; towns by their codes, for a list of 1,741 boxes helps nobody."""

    town_codes = forms.CharField(
        label=_("知らせる自治体の団体コード"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("全自治体に知らせないときだけ。6けたのコードを、空白か改行で区切って入力します。"),
    )

    class Meta:
        model = OperatorNotice
        fields = ["title", "text", "first_day", "last_day", "to_all", "by_mail"]
        labels = {
            "title": _("件名"),
            "text": _("本文"),
            "first_day": _("いつから"),
            "last_day": _("いつまで"),
            "to_all": _("全自治体に知らせる"),
            "by_mail": _("管理者と統括責任者にメールでも送る"),
        }
        help_texts = {
            "title": _("80文字まで。例: 12月6日（日）の夜、保守のため2時間止まります"),
            "text": _("文字だけで、改行はそのまま表示されます。いつ・何が・なぜ・何をすればよいかを書きます。"),
            "last_day": _("この日の終わりまで、管理者のホームに表示します。"),
            "by_mail": _("公開してから1時間以内に届きます。"),
        }
        widgets = {"first_day": DateInput(), "last_day": DateInput(), "text": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args: Any, chosen_codes: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["town_codes"].initial = " ".join(chosen_codes or [])
        self.town_ids: list[int] = []

    def clean(self) -> dict[str, Any]:
        """An end after the beginning, and towns that exist."""
        values = super().clean() or {}
        first, last = values.get("first_day"), values.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("「いつから」より前の日です。「いつから」と同じか、あとの日にしてください。"))
        if not values.get("to_all"):
            self._find_towns(values.get("town_codes", ""))
        return values

    def _find_towns(self, text: str) -> None:
        codes = set(text.replace("、", " ").replace(",", " ").split())
        with in_public():
            known = dict(Municipality.objects.filter(code__in=codes, closed_at=None).values_list("code", "pk"))
        unknown = sorted(codes - set(known))
        if not codes:
            self.add_error("town_codes", _("自治体のコードを入力するか、「全自治体に知らせる」を選んでください。"))
        elif unknown:
            words = {"codes": "、".join(unknown[:5])}
            self.add_error("town_codes", _("開設されていないコードがあります: %(codes)s。直してください。") % words)
        self.town_ids = list(known.values())
