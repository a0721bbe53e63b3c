"""The vocabulary of the log: each app declares its words in `audit_actions.py`; no other word can be written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from django.utils.functional import Promise

_CODE = re.compile(r"[a-z][a-z_]*(?:\.[a-z][a-z_]*){1,3}")


@dataclass(frozen=True, slots=True)
class Action:
    """One word. `code`: app.noun.verb_past, e.g. "knowledge.document.approved". `label`: for lists and filters.

    `sentence`: how the page says it, with {actor}, {subject} and keys of the entry's detail as blanks.
    """

    code: str
    label: str | Promise
    sentence: str | Promise


class UnknownAction(LookupError):
    """A word that no app has declared was to be written: always a bug of the caller."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code}: no installed app declares this action in its audit_actions.py")


class ActionClash(ValueError):
    """Two apps declare the same word, or a word has a wrong form. Raised at start."""


_declared: dict[str, Action] = {}


def declare_actions_of(*, package: str, folder: Path) -> None:
    """Take over every Action that stands in `<package>.audit_actions`, if `folder` has such a module. Repeatable."""
    if not (folder / "audit_actions.py").exists():
        return
    for action in vars(import_module(f"{package}.audit_actions")).values():
        if isinstance(action, Action):
            _declare(action, package)


def _declare(action: Action, package: str) -> None:
    if not _CODE.fullmatch(action.code) or action.code.partition(".")[0] != package.rpartition(".")[2]:
        raise ActionClash(f"{action.code}: an action's code is {package}.<noun>.<verb> in small letters")
    if _declared.setdefault(action.code, action) != action:
        raise ActionClash(f"{action.code}: declared twice")


def declared(*, action: Action) -> Action:
    """The action itself; raises UnknownAction when it was not declared."""
    if _declared.get(action.code) != action:
        raise UnknownAction(action.code)
    return action


def vocabulary() -> MappingProxyType[str, Action]:
    """All declared words by code, read-only."""
    return MappingProxyType(_declared)


def codes_under(*, prefix: str) -> Iterator[str]:
    """Declared codes that are `prefix` or stand below it ("knowledge", "knowledge.document")."""
    return (code for code in sorted(_declared) if code == prefix or code.startswith(f"{prefix}."))
