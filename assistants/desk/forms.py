"""Forms of the assistants' staff pages."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from assistants.languages import LANGUAGES
from assistants.models import Feedback, Hotline
from assistants.outcomes import ENDINGS, Family
from assistants.reviewing.log import LogFilters
from assistants.reviewing.scope import RESIDENT_CHANNELS
from assistants.reviewing.statistics import Period
from tenants.public import SectionFacts
from web.public import DateInput

_FAMILIES: Final = {
    Family.ANSWERED: _("答えた"),
    Family.QUOTED: _("資料を引用した"),
    Family.ASKED: _("聞き返した"),
    Family.UNANSWERED: _("答えられなかった"),
    Family.GUARDED: _("断った・案内した"),
    Family.FAILED: _("途中で終わった"),
}
CHANNEL_WORDS: Final = {
    "page": _("チャットのページ"),
    "widget": _("町のサイト"),
    "line": "LINE",
    "api": "API",
    "command": _("試し（コマンド）"),
}
_EVERYTHING: Final = ("", _("すべて"))
_LONGEST_PERIOD: Final = 731


class LogForm(forms.Form):
    """Narrowing the conversation log; every field may be empty."""

    words = forms.CharField(label=_("言葉"), required=False, max_length=80)
    family = forms.ChoiceField(label=_("結果の種類"), required=False)
    outcome = forms.ChoiceField(label=_("結果"), required=False)
    section = forms.ChoiceField(label=_("話題（担当課）"), required=False)
    feedback = forms.ChoiceField(label=_("評価"), required=False)
    language = forms.ChoiceField(label=_("言語"), required=False)
    channel = forms.ChoiceField(label=_("入口"), required=False)
    since = forms.DateField(label=_("いつから"), required=False, widget=DateInput)
    until = forms.DateField(label=_("いつまで"), required=False, widget=DateInput)
    handed_over = forms.BooleanField(label=_("職員に相談したもの"), required=False)
    withheld = forms.BooleanField(label=_("表示しなかった文があるもの"), required=False)

    def __init__(self, *args: Any, sections: tuple[SectionFacts, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {
            "family": [(key.value, word) for key, word in _FAMILIES.items()],
            "outcome": [(key.value, ending.label) for key, ending in ENDINGS.items()],
            "section": [(str(section.id), section.name) for section in sections],
            "feedback": list(Feedback.Kind.choices),
            "language": [(code, language.name) for code, language in LANGUAGES.items()],
            "channel": [(key.value, CHANNEL_WORDS[key.value]) for key in RESIDENT_CHANNELS],
        }
        for name, found in choices.items():
            field: Any = self.fields[name]
            field.choices = [_EVERYTHING, *found]

    def filters(self) -> LogFilters:
        """What was chosen; a field that does not make sense does not narrow."""
        if not self.is_bound:
            return LogFilters()
        self.full_clean()
        chosen = self.cleaned_data
        section = chosen.get("section") or ""
        return LogFilters(
            **{name: chosen.get(name) or "" for name in ("words", "family", "outcome", "feedback")},
            section_id=int(section) if section else None,
            language=chosen.get("language") or "",
            channel=chosen.get("channel") or "",
            handed_over=bool(chosen.get("handed_over")),
            withheld=bool(chosen.get("withheld")),
            since=chosen.get("since"),
            until=chosen.get("until"),
        )


class PeriodForm(forms.Form):
    """Which days the statistics cover, and of which section."""

    since = forms.DateField(label=_("いつから"), required=False, widget=DateInput)
    until = forms.DateField(label=_("いつまで"), required=False, widget=DateInput)
    section = forms.ChoiceField(label=_("担当課"), required=False)

    def __init__(self, *args: Any, sections: tuple[SectionFacts, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section: Any = self.fields["section"]
        section.choices = [_EVERYTHING, *((str(one.id), one.name) for one in sections)]

    def period(self, *, today: date) -> Period:
        """The days chosen; the last 30 days where nothing sensible was."""
        self.full_clean()
        chosen = getattr(self, "cleaned_data", {})
        last = min(chosen.get("until") or today, today)
        first = chosen.get("since") or last - timedelta(days=29)
        if first > last or (last - first).days >= _LONGEST_PERIOD:
            first = last - timedelta(days=29)
        return Period(first, last)

    def section_id(self) -> int | None:
        """The section chosen; after `period`."""
        chosen = getattr(self, "cleaned_data", {}).get("section") or ""
        return int(chosen) if chosen else None


class HotlineForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own class takes no argument when it runs
    """One hotline; who verifies it is who saves it."""

    class Meta:
        model = Hotline
        fields = ["kind", "name", "number", "hours", "area", "source", "expires_on", "position"]
        labels = {
            "kind": _("種類"),
            "name": _("窓口の名前"),
            "number": _("電話番号"),
            "hours": _("受付時間"),
            "area": _("対象の地域"),
            "source": _("出典"),
            "expires_on": _("確認の有効期限"),
            "position": _("並び順"),
        }
        help_texts = {
            "source": _("どこで確かめたか。例: 厚生労働省ホームページ"),
            "expires_on": _("この日を過ぎると住民に表示されなくなります。半年以内をおすすめします。"),
        }
        widgets = {"expires_on": DateInput()}
