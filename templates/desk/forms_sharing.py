"""Forms of sharing: what a shared thing says of itself, its laws, a decision on a finding, something found by hand."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from assistants.public import PROMPT_TASKS
from templates.delocalising.local_fact import Decision
from templates.delocalising.suggest_blanks import KIND_LABELS
from templates.envelope import LICENCES
from templates.sharing.check import Row
from templates.sharing.deciding import (
    BY_HAND,
    LONGEST_BLANK,
    LONGEST_MARK,
    LONGEST_REASON,
    NotADecision,
    blank_decided,
    kept,
)
from templates.sharing.numbering import Number, Numbers
from web.public import DateInput

_MOST_CAUTIONS: Final = 10


class HeadForm(forms.Form):
    """What a reader sees first."""

    title = forms.CharField(label=_("題名"), max_length=80)
    purpose = forms.CharField(label=_("目的"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    task = forms.ChoiceField(label=_("業務"), choices=list(PROMPT_TASKS.items()))
    cautions = forms.CharField(
        label=_("注意"),
        required=False,
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("1行に1つ、10行まで。導入する町に示します。"),
    )
    author = forms.CharField(label=_("作成者"), max_length=80, help_text=_("町や課の名前。個人の名前は書きません。"))
    section = forms.ChoiceField(label=_("担当課"), required=False, help_text=_("任意。ひな形のページに示します。"))
    licence = forms.ChoiceField(label=_("利用条件"), choices=[(one, one) for one in LICENCES])
    change_note = forms.CharField(
        label=_("変更の説明"), max_length=400, help_text=_("この版で何をしたか。例: 最初の版、手数料の書き方を直した")
    )

    def __init__(self, *args: Any, desks: Sequence[str], licence_kept: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section: Any = self.fields["section"]
        section.choices = [("", _("（示さない）")), *((name, name) for name in desks)]
        if licence_kept:
            self.fields["licence"].disabled = True
            self.fields["licence"].help_text = _("元にしたひな形の利用条件を引き継ぎます。")

    def clean_cautions(self) -> list[str]:
        """One a line."""
        lines = [line.strip() for line in self.cleaned_data["cautions"].splitlines() if line.strip()]
        if len(lines) > _MOST_CAUTIONS or any(len(line) > 300 for line in lines):  # noqa: PLR2004  as the format says
            raise forms.ValidationError(_("注意は10行まで、1行300文字までにしてください。"))
        return lines

    def plain(self) -> dict[str, Any]:
        """The head's plain values."""
        names = ("title", "purpose", "task", "cautions", "author", "licence")
        return {name: self.cleaned_data[name] for name in names}


class BodyForm(forms.Form):
    """The text of a guideline."""

    body = forms.CharField(
        label=_("本文"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=_("Markdownで書きます。見出しは「# 」で始めます。"),
    )


class LawForm(forms.Form):
    """One law that it rests on. An empty row is left out."""

    title = forms.CharField(label=_("法令の名前"), max_length=120, required=False)
    article = forms.CharField(label=_("条"), max_length=80, required=False)
    as_of = forms.DateField(label=_("いつ現在"), required=False, widget=DateInput())

    def clean(self) -> dict[str, Any]:
        """A law is named with its day."""
        if self.cleaned_data.get("title") and not self.cleaned_data.get("as_of") and "as_of" not in self.errors:
            self.add_error("as_of", _("いつ現在の法令かを書いてください。改正のときに知らせるために使います。"))
        return self.cleaned_data

    def plain(self) -> dict[str, str]:
        """The law; empty of an empty row."""
        got = self.cleaned_data
        if not got.get("title"):
            return {}
        law = {"title": got["title"], "article": got["article"], "as_of": got["as_of"].isoformat()}
        return {name: value for name, value in law.items() if value}


LawForms = forms.formset_factory(LawForm, extra=1, max_num=10)


class DecisionForm(forms.Form):
    """What happens to one finding; left as it is, it stays open."""

    do = forms.ChoiceField(
        label=_("どうするか"),
        choices=[("blank", _("差込欄にする")), ("keep", _("そのまま残す"))],
        required=False,
        widget=forms.RadioSelect,
    )
    blank = forms.CharField(label=_("差込欄の名前"), max_length=LONGEST_BLANK, required=False)
    reason = forms.CharField(label=_("残す理由"), max_length=LONGEST_REASON, required=False)
    _decision: Decision | None = None

    def __init__(self, *args: Any, row: Row, **kwargs: Any) -> None:
        decision = row.decision
        start = {
            "do": ("blank" if decision.blank else "keep") if decision else "",
            "blank": decision.blank if decision and decision.blank else row.fact.blank,
            "reason": decision.reason if decision else "",
        }
        kwargs["initial"] = start
        super().__init__(*args, **kwargs)
        self.row = row
        if row.fact.private:
            choices: Any = self.fields["do"]
            choices.choices = [("blank", _("差込欄にする"))]

    def clean(self) -> dict[str, Any]:
        """The chosen way needs its words; left as it is, the finding stays open."""
        got, self._decision = self.cleaned_data, None
        try:
            if got.get("do") == "blank":
                self._decision = blank_decided(name=got.get("blank", ""))
            elif got.get("do") == "keep":
                self._decision = kept(fact=self.row.fact, reason=got.get("reason", ""))
        except NotADecision as wrong:
            if wrong.field not in self.errors:
                self.add_error(wrong.field, str(wrong))
        return got

    def decision(self) -> Decision | None:
        """What was decided; None while it is open."""
        return self._decision


class NumberForm(forms.Form):
    """Which version it becomes; nothing to choose for the first."""

    step = forms.ChoiceField(label=_("版の番号"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, numbers: Numbers) -> None:
        super().__init__(data, initial={"step": numbers.least.step})
        step: Any = self.fields["step"]
        step.choices = [(one.step, _choice(one)) for one in numbers.choices]
        step.help_text = _(
            "%(why)sため、%(least)s 以上です。より大きな変更だと知らせたいときは、大きいほうの番号を選びます。"
        ) % {
            "why": numbers.why,
            "least": str(numbers.least.version),
        }


class MarkForm(forms.Form):
    """Something local that the search did not find."""

    text = forms.CharField(
        label=_("見つけた言葉"), max_length=LONGEST_MARK, help_text=_("文章と同じ書き方で入力します。")
    )
    kind = forms.ChoiceField(label=_("種類"), choices=[(one.value, KIND_LABELS[one]) for one in BY_HAND])


class TextForm(forms.Form):
    """One text of the copy that is prepared."""

    text = forms.CharField(label=_("文章"), max_length=100_000, widget=forms.Textarea(attrs={"rows": 12}))


def _choice(number: Number) -> str:
    return f"{number.version}（{number.means}）" if number.means else str(number.version)
