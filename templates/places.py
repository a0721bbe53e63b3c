"""The texts of a shared content by their places, for looking through and replacing; the inverse puts them back."""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistants.public import PromptBlank, names_in
from templates.adopting.parts import LABELS
from templates.bodies import strings_of
from templates.envelope import SharedContent, content_of, plain_content
from templates.models import Kind

# The body repeats the head: of these the head is read, and the body follows.
_REPEATED: Final = ("title", "purpose", "cautions", "laws", "licence", "author", "blanks")
_HEAD: Final = ("title", "purpose", "cautions", "laws", "blanks")
_WORDS: Final[Mapping[str, Any]] = {
    "change_note": gettext_lazy("変更の説明"),
    "patterns": gettext_lazy("質問と回答"),
    "questions": gettext_lazy("質問"),
    "steps": gettext_lazy("手順"),
    "items": gettext_lazy("項目"),
    "cases": gettext_lazy("評価例"),
    "text": gettext_lazy("文"),
    "summary": gettext_lazy("概要"),
    "triggers": gettext_lazy("きっかけの言葉"),
    "exits": gettext_lazy("行き先"),
    "label": gettext_lazy("選択肢"),
    "desk": gettext_lazy("担当課"),
    "documents": gettext_lazy("持ち物"),
    "link": gettext_lazy("リンク"),
    "link_label": gettext_lazy("リンクの文字"),
    "facts": gettext_lazy("含むべき語"),
    "forbidden": gettext_lazy("含んではいけない語"),
    "sources": gettext_lazy("出典"),
}
_FIXED: Final = re.compile(r"body/fields/\d+/name|blanks/\d+/name|change_note")


def texts_of(*, content: SharedContent) -> dict[str, str]:
    """Every text that another town would read, by place ("title", "body/patterns/0/answer"); empty ones left out.

    Licence and author are left out: they say who it is from.
    """
    plain = plain_content(content=content)
    head = {name: plain[name] for name in _HEAD}
    repeated = _REPEATED if content.kind == Kind.PROMPT else ("title",)
    body = {name: value for name, value in plain["body"].items() if name not in repeated}
    return {place: text for place, text in strings_of(plain={**head, "body": body}) if text.strip()}


def with_texts(*, content: SharedContent, texts: Mapping[str, str]) -> SharedContent:
    """The content with these texts in their places. Raises KeyError or IndexError for a place it does not have."""
    plain = deepcopy(plain_content(content=content))
    for place, text in texts.items():
        _put(plain, [_unescaped(part) for part in place.split("/")], text)
    return followed(content=content_of(plain=plain))


def followed(*, content: SharedContent) -> SharedContent:
    """The content with a body that says the same as the head, where it repeats it."""
    plain = plain_content(content=content)
    body = dict(plain["body"])
    if content.kind == Kind.PROMPT:
        body |= {name: plain[name] for name in _REPEATED if name != "blanks"}
        used = names_in(text=str(body.get("body", "")))
        body["blanks"] = [blank for blank in plain["blanks"] if blank["name"] in used]
    elif "title" in body:
        body["title"] = content.title
    return content_of(plain={**plain, "body": body})


def with_blanks(*, content: SharedContent, more: tuple[PromptBlank, ...]) -> SharedContent:
    """The content with these blanks beside its own; what no text names is dropped."""
    fields = {str(field["name"]) for field in content.body.get("fields", ())} if content.kind == Kind.PROMPT else set()
    used = {name for text in texts_of(content=content).values() for name in names_in(text=text)} - fields
    known = {blank.name: blank for blank in (*content.blanks, *more) if blank.name in used}
    plain = plain_content(content=content)
    kept = content_of(plain={**plain, "blanks": []})
    return followed(content=_with(kept, tuple(known.values())))


def may_hold_blank(*, place: str) -> bool:
    """Whether a blank can stand in the text there: not in names of fields and blanks, nor in the change note."""
    return _FIXED.fullmatch(place) is None


def place_label(*, place: str) -> str:
    """What clerks call the place: 「質問と回答 1番目 回答」."""
    words = [_word(_unescaped(part)) for part in place.removeprefix("body/").split("/")]
    return " ".join(words)


def _with(content: SharedContent, blanks: tuple[PromptBlank, ...]) -> SharedContent:
    filled = [{name: getattr(one, name) for name in PromptBlank.__slots__ if getattr(one, name)} for one in blanks]
    return content_of(plain={**plain_content(content=content), "blanks": filled})


def _word(part: str) -> str:
    if part.isdecimal():
        return _("%(number)d番目") % {"number": int(part) + 1}
    return str(_WORDS.get(part) or LABELS.get(part) or part)


def _unescaped(part: str) -> str:
    return part.replace("~1", "/").replace("~0", "~")


def _put(plain: Any, path: list[str], text: str) -> None:
    *way, last = path
    for part in way:
        plain = plain[int(part)] if isinstance(plain, (list, tuple)) else plain[part]
    plain[int(last) if isinstance(plain, list) else last] = text
