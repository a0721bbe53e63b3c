"""Proposes the next version: major when blanks or fields change, minor for the body, patch for the head's wording."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from templates.envelope import SharedContent
from templates.models import Edition
from templates.versions import FIRST, Version, after

STEPS = {
    "first": _("最初の版"),
    "major": _("差込欄や欄が変わった"),
    "minor": _("本文が変わった"),
    "patch": _("題名や目的などの言葉が変わった"),
}


def step_between(*, last: Edition, content: SharedContent) -> str:
    """Which part of the number goes up."""
    old_blanks = {(one["name"], one["type"]) for one in last.blanks}
    if old_blanks != {(one.name, one.type) for one in content.blanks} or _fields(last.content) != _fields(content.body):
        return "major"
    return "minor" if _core(last.content) != _core(content.body) else "patch"


def proposed(*, last: Edition | None, content: SharedContent) -> tuple[Version, str]:
    """The version that the content would have, and the step that leads to it."""
    if last is None:
        return FIRST, "first"
    step = step_between(last=last, content=content)
    return after(last=Version(last.major, last.minor, last.patch), step=step), step


def _fields(body: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    fields = body.get("fields", ())
    return [(one["name"], one["type"], bool(one.get("required")), tuple(one.get("options", ()))) for one in fields]


def _core(body: Mapping[str, Any]) -> dict[str, Any]:
    """Without what the head repeats or what only explains."""
    head = ("title", "purpose", "cautions", "laws", "licence", "author", "blanks", "fields", "summary")
    return {name: value for name, value in body.items() if name not in head}
