"""What a guide is made of, read from and written as plain values (docs/guides.md); the exchange format is the same."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

FORMAT: Final = "yuimachi.guide/1"
KINDS: Final = ("choice", "number", "date", "result")
_MOST_STEPS: Final = 60
_LONGEST: Final = 1000


class NotAGuide(ValueError):
    """The values are no guide; the sentence says where."""


@dataclass(frozen=True, slots=True)
class Exit:
    """A way on from a question. Of number and date (then days since that day) the bounds count; None is unbounded.

    `if_step`, `if_is`: taken only when that earlier choice was answered so.
    """

    to: str
    label: str = ""
    at_least: int | None = None
    at_most: int | None = None
    if_step: str = ""
    if_is: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that may fit: what it is, what to bring (`documents`), which desk (a section's key), its source."""

    title: str
    text: str = ""
    documents: tuple[str, ...] = ()
    desk: str = ""
    link: str = ""
    link_label: str = ""
    source: str = ""
    benefit: bool = False  # something one may be entitled to: said as a possibility, a desk decides
    if_step: str = ""
    if_is: str = ""


@dataclass(frozen=True, slots=True)
class GuideStep:
    """A question or a result."""

    key: str
    kind: str
    text: str
    help: str = ""
    unit: str = ""
    exits: tuple[Exit, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """A whole guide; the first step is the start."""

    title: str
    summary: str = ""
    triggers: tuple[str, ...] = ()
    steps: tuple[GuideStep, ...] = field(default_factory=tuple)

    def step(self, key: str) -> GuideStep | None:
        """The step of that key."""
        return next((step for step in self.steps if step.key == key), None)


def content_of(*, plain: Any) -> Content:
    """Read plain values. Raises NotAGuide."""
    if not isinstance(plain, Mapping) or plain.get("format", FORMAT) != FORMAT:
        raise NotAGuide(_("手順案内のファイルではありません（format が %(format)s のJSON）。") % {"format": FORMAT})
    steps = plain.get("steps") or []
    if not isinstance(steps, (list, tuple)) or len(steps) > _MOST_STEPS:
        raise NotAGuide(_("質問と結果は、%(most)d個までの一覧にしてください。") % {"most": _MOST_STEPS})
    return Content(
        _text(plain, "title", 80),
        _text(plain, "summary", 300),
        _texts(plain, "triggers"),
        tuple(_step(step) for step in steps),
    )


def plain_of(*, content: Content) -> dict[str, Any]:
    """JSON-ready; inverse of `content_of`."""
    return {"format": FORMAT, **asdict(content)}


def _step(plain: Any) -> GuideStep:
    if not isinstance(plain, Mapping) or plain.get("kind") not in KINDS or not plain.get("key"):
        raise NotAGuide(_("質問の形が違います。key と kind（%(kinds)s）が要ります。") % {"kinds": "、".join(KINDS)})
    return GuideStep(
        _text(plain, "key", 40),
        str(plain["kind"]),
        _text(plain, "text", 300),
        _text(plain, "help", 300),
        _text(plain, "unit", 10),
        tuple(_exit(one) for one in plain.get("exits") or ()),
        tuple(_item(one) for one in plain.get("items") or ()),
    )


def _exit(plain: Any) -> Exit:
    if not isinstance(plain, Mapping):
        raise NotAGuide(_("行き先（exits）の形が違います。"))
    bounds = [plain.get("at_least"), plain.get("at_most")]
    if any(bound is not None and type(bound) is not int for bound in bounds):
        raise NotAGuide(_("at_least と at_most は整数で書いてください。"))
    words = [_text(plain, name, 120) for name in ("to", "label")]
    return Exit(words[0], words[1], bounds[0], bounds[1], _text(plain, "if_step", 40), _text(plain, "if_is", 120))


def _item(plain: Any) -> Item:
    if not isinstance(plain, Mapping):
        raise NotAGuide(_("結果の項目（items）の形が違います。"))
    link = _text(plain, "link", 400)
    if link and not link.startswith("https://"):
        raise NotAGuide(_("リンクは https:// で始めてください: %(link)s") % {"link": link})
    return Item(
        title=_text(plain, "title", 120),
        text=_text(plain, "text", _LONGEST),
        documents=_texts(plain, "documents"),
        link=link,
        benefit=plain.get("benefit") is True,
        **{name: _text(plain, name, 120) for name in ("desk", "link_label", "source", "if_step", "if_is")},
    )


def _text(plain: Mapping[str, Any], name: str, most: int) -> str:
    value = plain.get(name) or ""
    if not isinstance(value, str) or len(value) > most:
        raise NotAGuide(_("%(name)s は%(most)d文字までの文字列にしてください。") % {"name": name, "most": most})
    return value.strip()


def _texts(plain: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = plain.get(name) or ()
    if not isinstance(values, (list, tuple)) or len(values) > _MOST_STEPS:
        raise NotAGuide(_("%(name)s は一覧にしてください。") % {"name": name})
    return tuple(_text({name: value}, name, 120) for value in values if value)
