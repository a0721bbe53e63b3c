"""Body, values and blanks become the prompt: a pure function, so that the preview shows exactly what is sent."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from assistants.prompting.content import Content, Inputs
from assistants.prompting.fields import shown

PLACE: Final = re.compile(r"\{\{\s*([^{}\r\n]{1,40}?)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Assembled:
    """The prompt; names of required fields and of blanks that are still empty, in the order of the body."""

    text: str
    missing_fields: tuple[str, ...]
    missing_blanks: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Nothing is missing."""
        return not self.missing_fields and not self.missing_blanks


def assemble(*, content: Content, inputs: Inputs, blanks: Mapping[str, str]) -> Assembled:
    """Put values (as `fields.value_of` made them) and the town's blanks into the body.

    A line whose places are all optional and empty is left out. What is missing stands as 〔name〕.
    """
    places = _places(content, inputs, blanks)
    lines = [_line(line, places) for line in content.body.splitlines()]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(line for line in lines if line is not None)).strip()
    empty = [name for name in names_in(text=content.body) if places.get(name) == _hole(name)]
    fields = tuple(name for name in empty if content.field(name))
    return Assembled(text, fields, tuple(name for name in empty if name not in fields))


def names_in(*, text: str) -> tuple[str, ...]:
    """The names of a text's places, each once, in their order."""
    return tuple(dict.fromkeys(match[1] for match in PLACE.finditer(text)))


def fill(*, text: str, blanks: Mapping[str, str]) -> str:
    """A text with its blanks filled; what is missing stands as 〔name〕."""
    return PLACE.sub(lambda match: blanks.get(match[1]) or _hole(match[1]), text)


def _hole(name: str) -> str:
    return f"〔{name}〕"


def _places(content: Content, inputs: Inputs, blanks: Mapping[str, str]) -> dict[str, str]:
    places = {blank.name: blanks.get(blank.name) or _hole(blank.name) for blank in content.blanks}
    for field in content.fields:
        value = shown(field=field, value=inputs.get(field.name, ""))
        places[field.name] = value or (_hole(field.name) if field.required else "")
    return places


def _line(line: str, places: Mapping[str, str]) -> str | None:
    names = [match[1] for match in PLACE.finditer(line)]
    if names and not any(places.get(name, _hole(name)) for name in names):
        return None
    return PLACE.sub(lambda match: places.get(match[1], _hole(match[1])), line)
