"""Notes on the page of a template that rooms above write: where it came from, that a newer edition is there.

A registry because arrows go down only; each app registers in its `AppConfig.ready`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tenants.public import Access


@dataclass(frozen=True, slots=True)
class PromptNote:
    """A word with a way to more; `level` of a badge (info, warning, error)."""

    text: str
    url: str
    level: str = "info"


NoteMaker = Callable[[Access, int], list[PromptNote]]
_makers: Final[list[NoteMaker]] = []


def register_prompt_notes(maker: NoteMaker) -> None:
    """Have a maker asked for each template's page."""
    if maker not in _makers:
        _makers.append(maker)


def notes_of(*, access: Access, prompt_id: int) -> tuple[PromptNote, ...]:
    """What all makers say of a template."""
    return tuple(note for maker in _makers for note in maker(access, prompt_id))
