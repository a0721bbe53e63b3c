"""The sentence in which a blank stands, so that whoever fills it knows which amount or which desk is meant."""

from typing import Any, Final

from assistants.public import names_in
from templates.adopting.fill import filled, sentences_of

_AROUND: Final = 40  # characters on each side of the blank


def where_used(*, body: Any) -> dict[str, str]:
    """By name of a blank: the first sentence of `body` that holds it, blanks as 〔name〕, a long one cut. Pure."""
    found: dict[str, str] = {}
    for sentence in sentences_of(body=body):
        for name in names_in(text=sentence):
            found.setdefault(name, sentence.strip(" 　・-*#"))
    return {name: _shown(sentence, name) for name, sentence in found.items()}


def _shown(sentence: str, name: str) -> str:
    text = str(filled(body=sentence, values={one: f"〔{one}〕" for one in names_in(text=sentence)}))
    at = text.index(f"〔{name}〕")
    start, end = max(0, at - _AROUND), at + len(name) + _AROUND
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
