"""`{% load sharing %}`: how pages say kinds of facts, places, blanks and the head of a shared content."""

from datetime import date
from typing import Any, Final

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistants.public import BLANK_PLACE, PROMPT_TASKS, text_as_html
from templates.delocalising.local_fact import FactKind
from templates.delocalising.suggest_blanks import KIND_LABELS
from templates.envelope import SharedContent
from templates.places import place_label, texts_of
from web.public import long_date

register = Library()
_BLANKS: Final = {
    "text": gettext_lazy("文字"),
    "desk": gettext_lazy("窓口"),
    "phone": gettext_lazy("電話"),
    "fee": gettext_lazy("金額"),
    "hours": gettext_lazy("時間"),
    "url": gettext_lazy("アドレス"),
    "date": gettext_lazy("日付"),
    "number": gettext_lazy("数"),
    "address": gettext_lazy("住所"),
    "email": gettext_lazy("メール"),
}


@register.filter
def fact_words(kind: str) -> str:
    """What a kind of fact is called."""
    return str(KIND_LABELS[FactKind(kind)])


@register.filter
def place_words(place: str) -> str:
    """What a place is called."""
    return place_label(place=place)


@register.filter
def blank_words(kind: str) -> str:
    """What a type of blank is called."""
    return str(_BLANKS.get(kind, kind))


@register.filter
def shared_texts(content: SharedContent) -> list[tuple[str, str]]:
    """Label and text of every place but the head's."""
    texts = texts_of(content=content)
    shown = {place: text for place, text in texts.items() if place.startswith("body/")}
    return [(place_label(place=place), text) for place, text in shown.items()]


@register.filter
def as_paper(text: str) -> SafeString:
    """Markdown as it reads on paper: headings, lists, tables, no attribute and nothing that runs."""
    return mark_safe(text_as_html(text=text))  # noqa: S308  cleaned by text_as_html


@register.filter
def with_blanks(text: str) -> SafeString:
    """The text with its blanks marked."""
    pieces = enumerate(BLANK_PLACE.split(text))
    return format_html_join("", "{}", ((format_html("<mark>{}</mark>", one) if n % 2 else one,) for n, one in pieces))


@register.simple_tag
def shared_facts(content: SharedContent) -> list[tuple[str, Any]]:
    """The head as pairs."""
    laws = [f"{law.title}{law.article}（{_law_day(law.as_of)}）" for law in content.laws]
    pairs = [
        (_("業務"), str(PROMPT_TASKS[content.task])),
        (_("作成者"), content.author),
        (_("利用条件"), content.licence),
        (_("根拠"), "、".join(laws)),
    ]
    return [(label, words) for label, words in pairs if words]


def _law_day(day: str) -> str:
    return _("%(day)s現在") % {"day": long_date(day=date.fromisoformat(day))}
