"""Forms of the guide editor: its head, a step, the ways on, the items of a result."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from assistants.guiding.content import Content, Exit, GuideStep, Item
from tenants.public import SectionFacts

_NONE: Final = ("", _("（なし）"))


class GuideForm(forms.Form):
    """Title, summary, words that lead there, the section that answers for it."""

    title = forms.CharField(label=_("題名"), max_length=80, help_text=_("例: 引っ越してきたときの手続き"))
    summary = forms.CharField(label=_("説明"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    triggers = forms.CharField(
        label=_("この言葉で質問されたら案内する"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "1行に1つ。質問がこの言葉そのものなら手順を始め、この言葉を含むときは「この手順で調べますか」と聞きます。"
        ),
    )
    section = forms.ChoiceField(label=_("担当の課"), required=False)

    def __init__(self, *args: Any, sections: tuple[SectionFacts, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section: Any = self.fields["section"]
        section.choices = [_NONE, *((str(one.id), one.name) for one in sections)]

    def clean_triggers(self) -> tuple[str, ...]:
        """The lines."""
        lines = [line.strip()[:120] for line in self.cleaned_data["triggers"].splitlines() if line.strip()]
        return tuple(dict.fromkeys(lines))[:60]


class StepForm(forms.Form):
    """A question or a result."""

    text = forms.CharField(label=_("質問文、または結果の題"), max_length=300)
    kind = forms.ChoiceField(
        label=_("種類"),
        choices=[
            ("choice", _("選んで答える")),
            ("number", _("数で答える")),
            ("date", _("日付で答える")),
            ("result", _("結果")),
        ],
    )
    help = forms.CharField(label=_("補足"), max_length=300, required=False)
    unit = forms.CharField(label=_("数の単位"), max_length=10, required=False, help_text=_("例: 歳、人"))


class ExitForm(forms.Form):
    """One answer and where it leads. An empty row is left out."""

    label = forms.CharField(label=_("答えの言葉"), max_length=120, required=False)
    at_least = forms.IntegerField(label=_("いくつ以上"), required=False, min_value=-40000, max_value=40000)
    at_most = forms.IntegerField(label=_("いくつ以下"), required=False, min_value=-40000, max_value=40000)
    to = forms.ChoiceField(label=_("行き先"), required=False)
    condition = forms.ChoiceField(label=_("前の答えの条件"), required=False)

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to, condition = self.fields["to"], self.fields["condition"]
        to.choices = [_NONE, *((step.key, step.text) for step in content.steps)]  # type: ignore[attr-defined]
        condition.choices = conditions_of(content=content)  # type: ignore[attr-defined]

    def exit(self) -> Exit | None:
        """The way on; None of an empty row."""
        got = self.cleaned_data
        if not got.get("to") and not got.get("label"):
            return None
        step, _sep, value = got.get("condition", "").partition("=")
        return Exit(got.get("to", ""), got.get("label", ""), got.get("at_least"), got.get("at_most"), step, value)


class ItemForm(forms.Form):
    """One thing in a result. An empty row is left out."""

    title = forms.CharField(label=_("見出し"), max_length=120, required=False)
    text = forms.CharField(label=_("説明"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    documents = forms.CharField(label=_("持ち物（1行に1つ）"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    desk = forms.ChoiceField(label=_("担当の課"), required=False)
    link = forms.URLField(label=_("リンク先"), required=False, assume_scheme="https")
    link_label = forms.CharField(label=_("リンクの言葉"), max_length=120, required=False)
    source = forms.CharField(label=_("根拠"), max_length=120, required=False)
    benefit = forms.BooleanField(label=_("給付や助成（対象かどうかを課が決めるもの）"), required=False)
    condition = forms.ChoiceField(label=_("表示する条件"), required=False)

    def __init__(self, *args: Any, content: Content, sections: tuple[SectionFacts, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desk, condition = self.fields["desk"], self.fields["condition"]
        desk.choices = [_NONE, *((one.key, one.name) for one in sections)]  # type: ignore[attr-defined]
        condition.choices = conditions_of(content=content)  # type: ignore[attr-defined]

    def item(self) -> Item | None:
        """The item; None of an empty row."""
        got = self.cleaned_data
        if not got.get("title") and not got.get("text"):
            return None
        step, _sep, value = got.get("condition", "").partition("=")
        documents = tuple(line.strip()[:120] for line in got.get("documents", "").splitlines() if line.strip())
        names = ("title", "text", "desk", "link", "link_label", "source", "benefit")
        return Item(documents=documents, if_step=step, if_is=value, **{name: got[name] for name in names})


ExitForms = forms.formset_factory(ExitForm, extra=2, max_num=20)
ItemForms = forms.formset_factory(ItemForm, extra=1, max_num=20)


def conditions_of(*, content: Content) -> list[tuple[str, Any]]:
    """Answers of choices as conditions."""
    asked = [step for step in content.steps if step.kind == "choice"]
    pairs = dict.fromkeys((step.key, way.label, step.text) for step in asked for way in step.exits if way.label)
    return [_NONE, *((f"{key}={label}", f"{text[:20]} → {label}") for key, label, text in pairs)]


def start_of(*, step: GuideStep) -> dict[str, list[dict[str, Any]]]:
    """What stands in the rows of a step's formsets."""
    ways = [
        {"label": w.label, "at_least": w.at_least, "at_most": w.at_most, "to": w.to, "condition": _pair(w)}
        for w in step.exits
    ]
    names = ("title", "text", "desk", "link", "link_label", "source", "benefit")
    items = [
        {**{name: getattr(i, name) for name in names}, "documents": "\n".join(i.documents), "condition": _pair(i)}
        for i in step.items
    ]
    return {"exits": ways, "items": items}


def _pair(row: Exit | Item) -> str:
    return f"{row.if_step}={row.if_is}" if row.if_step else ""
