"""Forms of the assistants' staff pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistants.conversation_log import LogFilters
from assistants.models import Feedback, Hotline
from assistants.outcomes import ENDINGS
from web.public import DateInput


class LogForm(forms.Form):
    """Narrowing the conversation log; every field may be empty."""

    words = forms.CharField(label=_("言葉"), required=False, max_length=80)
    outcome = forms.ChoiceField(label=_("結果"), required=False)
    feedback = forms.ChoiceField(label=_("評価"), required=False)
    since = forms.DateField(label=_("いつから"), required=False, widget=DateInput)
    until = forms.DateField(label=_("いつまで"), required=False, widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome: Any = self.fields["outcome"]
        outcome.choices = [("", _("すべて")), *((key.value, ending.label) for key, ending in ENDINGS.items())]
        feedback: Any = self.fields["feedback"]
        feedback.choices = [("", _("すべて")), *Feedback.Kind.choices]

    def filters(self) -> LogFilters:
        """What was chosen; a field that does not make sense does not narrow."""
        if not self.is_bound:
            return LogFilters()
        self.full_clean()
        chosen = self.cleaned_data
        return LogFilters(
            words=chosen.get("words", ""),
            outcome=chosen.get("outcome", ""),
            feedback=chosen.get("feedback", ""),
            since=chosen.get("since"),
            until=chosen.get("until"),
        )


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
