"""Forms of topics and of their sets of questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistants.evaluating.sheet import parts_of
from assistants.models import EvaluationQuestion, Topic
from tenants.public import SectionFacts
from web.public import FileDrop

_MOST_WORDS = 200
_LONGEST_WORD = 60


class PartsField(forms.CharField):
    """Several short texts in one field, on lines or between 「／」; a list in code."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=8_000, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """As it is typed: a line each."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The list."""
        return parts_of(text=super().clean(value))


class WordsField(PartsField):
    """Keywords: between 「、」 as well, and more of them."""

    def clean(self, value: Any) -> Any:
        """The list; refuses what is no word."""
        text = forms.CharField.clean(self, value).replace("、", "\n").replace("，", "\n")
        words = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
        if len(words) > _MOST_WORDS or any(len(word) > _LONGEST_WORD for word in words):
            raise forms.ValidationError(_("言葉は200個まで、1つ60文字までにしてください。"))
        return words


class TopicForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """A topic: by what it is known, and its bar."""

    keywords = WordsField(
        label=_("この分野の言葉"),
        help_text=_("質問に含まれるいちばん長い言葉で分野を決めます。「、」か改行で区切ります。例: 住民票、戸籍"),
    )
    examples = WordsField(
        label=_("質問の例"), help_text=_("言葉が含まれない質問を、意味の近さで振り分けます。1行に1つ。")
    )
    sections = forms.MultipleChoiceField(
        label=_("担当課"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("担当課が1つの分野だけを受け持つとき、課の決まった質問をこの分野に入れます。"),
    )

    class Meta:
        model = Topic
        fields = ["name", "keywords", "examples", "sections", "bar_percent", "least_questions", "position"]
        labels = {
            "name": _("分野の名前"),
            "bar_percent": _("正答率の基準（%）"),
            "least_questions": _("測る質問の最低数"),
            "position": _("並び順"),
        }
        help_texts = {
            "bar_percent": _(
                "50から100まで。空欄なら基準なしで、通常どおり答えます。決めると、基準に届くまでFAQと手順案内だけで答えます。ふつうは90、ごみのように決まった答えがある分野は99をおすすめします。"
            ),
            "least_questions": _("これより少ない質問で測っても、基準に届いたことにしません。"),
        }

    def __init__(self, *args: Any, sections: tuple[SectionFacts, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["sections"]
        field.choices = [(str(one.id), one.name) for one in sections]
        self.initial["sections"] = [str(pk) for pk in self.instance.section_ids]
        self.fields["bar_percent"].widget.attrs.update(min=50, max=100)
        self.fields["least_questions"].widget.attrs.update(min=1, max=500)

    def clean_bar_percent(self) -> int | None:
        """50 to 100, or none."""
        value: int | None = self.cleaned_data["bar_percent"]
        if value is not None and not 50 <= value <= 100:  # noqa: PLR2004  percent
            raise forms.ValidationError(_("50から100までの数にしてください。"))
        return value

    def clean_least_questions(self) -> int:
        """At least one."""
        value: int = self.cleaned_data["least_questions"]
        if not 1 <= value <= 500:  # noqa: PLR2004  as many as a set may hold
            raise forms.ValidationError(_("1から500までの数にしてください。"))
        return value

    def save(self, commit: bool = True) -> Any:
        """The row with its sections; never stored here."""
        row = super().save(commit=False)
        row.section_ids = [int(pk) for pk in self.cleaned_data["sections"]]
        return row


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """One question of a set."""

    facts = PartsField(
        label=_("回答に含むべき語"),
        help_text=_("金額・期限・電話番号・窓口の名前など。すべて含まれたら正解。1行に1つ。"),
    )
    forbidden = PartsField(label=_("回答に含んではいけない語"), help_text=_("古い金額など。1つでも含まれたら不正解。"))
    sources = PartsField(
        label=_("示すべき出典"), help_text=_("文書の題名か、FAQの質問。どれか1つが示されたら正解。空欄なら見ません。")
    )

    class Meta:
        model = EvaluationQuestion
        fields = ["question", "expects", "facts", "forbidden", "sources"]
        labels = {"question": _("質問"), "expects": _("期待する結果")}
        error_messages = {"question": {"unique": _("同じ質問が、町の評価用の質問にすでにあります。")}}
        widgets = {"question": forms.Textarea(attrs={"rows": 2}), "expects": forms.RadioSelect}


class SetFileForm(forms.Form):
    """A table of questions."""

    file = forms.FileField(
        label=_("質問の表（CSV・Excel）"),
        widget=FileDrop(accept=(".csv", ".xlsx")),
        help_text=_(
            "1行目に「質問」「期待する結果」「含むべき語」「含んではいけない語」「出典」。「質問」だけでも読めます。5MBまで。"
        ),
    )
