"""The bodies of the kinds: which of their texts people read, and what is wrong with one beyond its schema."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from assistants.public import NotAGuide, NotATemplate, names_in, read_guide, read_prompt
from templates.envelope import SharedContent
from templates.models import Kind

# Words of structure: keys, kinds, ways on. Written in anything but ASCII they are words for people all the same.
_STRUCTURE: Final = frozenset(
    {"format", "kind", "key", "type", "task", "grade", "source", "expects", "to", "if_step", "as_of", "licence"}
)
_NO_LINK: Final = "https://link.invalid/"


def strings_of(*, plain: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Each text in plain values by its place, a JSON pointer without the first slash ("patterns/0/answer").

    Words of structure are left out.
    """
    if isinstance(plain, str):
        yield place, plain
    elif isinstance(plain, Mapping):
        for name, value in plain.items():
            if name not in _STRUCTURE or (isinstance(value, str) and not value.isascii()):
                own = str(name).replace("~", "~0").replace("/", "~1")
                yield from strings_of(plain=value, place=f"{place}/{own}" if place else own)
    elif isinstance(plain, Sequence):
        for number, value in enumerate(plain):
            yield from strings_of(plain=value, place=f"{place}/{number}")


def body_faults(*, content: SharedContent) -> tuple[str, ...]:
    """Why the body cannot be used, as sentences; empty when it can."""
    if "title" in content.body and content.body["title"] != content.title:
        return (_("見出しの題名と本文の題名が違います。書き出したファイルをそのまま選んでください。"),)
    return (*_OF_KIND.get(content.kind, _nothing)(content), *_blank_faults(content))


def _blank_faults(content: SharedContent) -> tuple[str, ...]:
    known = {blank.name for blank in content.blanks}
    names = [blank.name for blank in content.blanks]
    if content.kind == Kind.PROMPT:
        fields = [str(field["name"]) for field in content.body.get("fields", ())]
        known, names = known | set(fields), names + fields
    twice = tuple(
        _("「%(name)s」という差込欄や欄が2つあります。差込欄の名前を変えてください。") % {"name": name}
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    )
    body = (text for _place, text in strings_of(plain=content.body))
    texts = [content.title, content.purpose, *content.cautions, *body]
    used = dict.fromkeys(name for text in texts for name in names_in(text=text))
    return twice + tuple(
        _("文章の {{%(name)s}} に当たる差込欄（blanks）がありません。加えるか、文章を直してください。") % {"name": name}
        for name in used
        if name not in known
    )


def _prompt_faults(content: SharedContent) -> tuple[str, ...]:
    try:
        read_prompt(plain=content.body)
    except NotATemplate as wrong:
        return wrong.faults
    return ()


def _guide_faults(content: SharedContent) -> tuple[str, ...]:
    try:
        read_guide(plain=_with_links(content.body))
    except NotAGuide as wrong:
        return (str(wrong),)
    return ()


def _with_links(plain: Any) -> Any:
    """A link that is a blank stands for an address."""
    if isinstance(plain, Mapping):
        return {n: _NO_LINK if n == "link" and "{{" in str(v) else _with_links(v) for n, v in plain.items()}
    return [_with_links(one) for one in plain] if isinstance(plain, (list, tuple)) else plain


def _nothing(_content: SharedContent) -> tuple[str, ...]:
    return ()


_OF_KIND: Final[Mapping[str, Callable[[SharedContent], tuple[str, ...]]]] = {
    Kind.PROMPT: _prompt_faults,
    Kind.GUIDE: _guide_faults,
}
