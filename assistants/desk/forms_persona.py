"""Forms of the town's guide and of the questions it offers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistants.models import Persona, SuggestedQuestion
from assistants.persona.read_day import read_day
from web.public import FileDrop


class PersonaForm(forms.Form):
    """Tone and picture; name and greeting stand in the town's profile."""

    tone = forms.ChoiceField(label=_("話し方"), choices=Persona.Tone.choices, widget=forms.RadioSelect)
    picture = forms.FileField(
        label=_("絵"),
        required=False,
        widget=FileDrop(accept=(".png", ".jpg", ".jpeg", ".webp")),
        help_text=_("PNG・JPEG・WebP、5MBまで。256ピクセルに縮めて保存します。"),
    )
    picture_alt = forms.CharField(
        label=_("絵の説明"),
        required=False,
        max_length=120,
        help_text=_("画面を読み上げる人のために。例: 手ぬぐいを巻いたカモシカ"),
    )
    remove = forms.BooleanField(label=_("絵を外す"), required=False)


class SuggestedForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """One question with its windows."""

    first_day = forms.CharField(label=_("出し始める日"), required=False, help_text=_("毎年の日。例: 11/20"))
    last_day = forms.CharField(
        label=_("出し終える日"), required=False, help_text=_("例: 1/10。年をまたいでもかまいません。")
    )

    class Meta:
        model = SuggestedQuestion
        fields = ("text", "first_day", "last_day", "first_hour", "last_hour", "path_prefix", "position")
        labels = {
            "text": _("質問"),
            "first_hour": _("出し始める時"),
            "last_hour": _("出し終える時"),
            "path_prefix": _("町のサイトのページ"),
            "position": _("順番"),
        }
        help_texts = {
            "first_hour": _("0から23。空欄なら一日中。"),
            "last_hour": _("この時の前まで。"),
            "path_prefix": _(
                "例: /kosodate/ 。このアドレスで始まるページに置いたチャットだけに出します。空欄ならどこでも。"
            ),
            "position": _("小さい順に出します。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_day", "last_day"):
            number = getattr(self.instance, name)
            self.initial[name] = f"{number // 100}/{number % 100}" if number else ""

    def clean_first_day(self) -> int | None:
        """A day of any year."""
        return self._day("first_day")

    def clean_last_day(self) -> int | None:
        """A day of any year."""
        return self._day("last_day")

    def clean(self) -> dict[str, Any]:
        """Both ends of a window or none."""
        data = super().clean() or {}
        for first, last in (("first_day", "last_day"), ("first_hour", "last_hour")):
            if (data.get(first) is None) != (data.get(last) is None) and not (self.errors.keys() & {first, last}):
                self.add_error(last, _("始めと終わりは、両方入力するか、両方空欄にしてください。"))
        if data.get("path_prefix") and not str(data["path_prefix"]).startswith("/"):
            self.add_error("path_prefix", _("「/」で始めてください。例: /kosodate/"))
        return data

    def _day(self, name: str) -> int | None:
        typed = str(self.cleaned_data[name]).strip()
        if not typed:
            return None
        day = read_day(typed=typed)
        if day is None:
            raise forms.ValidationError(_("「11/20」のように、月と日を入力してください。"))
        return day
