"""Which version comes next: major when blanks or fields change, minor for the body, patch for the head's wording; a
town may choose a higher step than its change asks for, never a lower one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from templates.envelope import SharedContent
from templates.models import Edition
from templates.versions import FIRST, Version, after

_RISING: Final = ("patch", "minor", "major")
_MEANS: Final[Mapping[str, Any]] = {
    "patch": gettext_lazy("言葉の直し。導入した町は、そのまま使えます。"),
    "minor": gettext_lazy("中身の追加や変更。導入した町に読んでほしいもの。"),
    "major": gettext_lazy("使い方が変わるもの。導入した町は、差込欄などを入れ直します。"),
}


class TooLow(ValueError):
    """The chosen step is lower than what the change asks for, or none at all."""


@dataclass(frozen=True, slots=True)
class Number:
    """A version that may be chosen, and what it says to towns that took the thing over."""

    step: str
    version: Version
    means: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """What may be chosen, the least first, and why nothing lower may."""

    choices: tuple[Number, ...]
    why: str

    @property
    def least(self) -> Number:
        """What the change asks for."""
        return self.choices[0]

    def chosen(self, *, step: str) -> Version:
        """The version of a step; the least for an empty one. Raises TooLow."""
        found = next((one for one in self.choices if one.step == step), None if step else self.least)
        if found is None:
            words = {"why": self.why, "least": str(self.least.version)}
            raise TooLow(_("%(why)sため、版は %(least)s 以上にしてください。") % words)
        return found.version


def step_between(*, last: Edition, content: SharedContent) -> str:
    """Which part of the number has to go up."""
    if _blanks(last) != {(one.name, one.type) for one in content.blanks} or _fields(last.content) != _fields(
        content.body
    ):
        return "major"
    return "minor" if _core(last.content) != _core(content.body) else "patch"


def numbers(*, last: Edition | None, content: SharedContent) -> Numbers:
    """The versions that the content may have after the last edition."""
    if last is None:
        return Numbers((Number("first", FIRST, ""),), _("最初の版の"))
    step, number = step_between(last=last, content=content), Version(last.major, last.minor, last.patch)
    higher = _RISING[_RISING.index(step) :]
    choices = tuple(Number(one, after(last=number, step=one), str(_MEANS[one])) for one in higher)
    return Numbers(choices, _why(step, last, content))


def _why(step: str, last: Edition, content: SharedContent) -> str:
    """Ends so that 「ため」 may follow."""
    if step == "patch":
        return _("題名や目的などの言葉だけが変わる")
    if step == "minor":
        return _("本文が変わる")
    old, new = {name for name, _type in _blanks(last)}, {one.name for one in content.blanks}
    told = [*_named(_("増えた"), new - old), *_named(_("なくなった"), old - new)]
    if _blanks(last) == {(one.name, one.type) for one in content.blanks}:
        return _("入力欄が変わる")
    return _("差込欄が変わる（%(told)s）") % {"told": "、".join(told)} if told else _("差込欄の種類が変わる")


def _named(word: str, names: Iterable[str]) -> list[str]:
    listed = "・".join(sorted(names)[:5])
    return [f"{word}: {listed}"] if listed else []


def _blanks(edition: Edition) -> set[tuple[str, str]]:
    return {(one["name"], one["type"]) for one in edition.blanks}


def _fields(body: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    fields = body.get("fields", ())
    return [(one["name"], one["type"], bool(one.get("required")), tuple(one.get("options", ()))) for one in fields]


def _core(body: Mapping[str, Any]) -> dict[str, Any]:
    """Without what the head repeats or what only explains."""
    head = ("title", "purpose", "cautions", "laws", "licence", "author", "blanks", "fields", "summary")
    return {name: value for name, value in body.items() if name not in head}
