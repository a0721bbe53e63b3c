"""`{{ text|furigana:wanted }}`: readings over kanji, when the reader wants them."""

from django import template

from assistants.furigana import with_furigana

register = template.Library()


@register.filter
def furigana(text: str, wanted: object) -> str:
    """Markup with <ruby>, escaped by itself; the text as it is when nobody wants readings."""
    return with_furigana(text=str(text)) if wanted else str(text)
