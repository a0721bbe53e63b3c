"""A template filled in by a person: their values checked, knowledge looked up, the prompt put together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.inquiring.next_turn import asker_of
from assistants.prompting.assemble import Assembled, assemble
from assistants.prompting.content import Content, Field, Inputs
from assistants.prompting.fields import values_of
from assistants.prompting.profile_values import blank_values, source_values
from knowledge.public import Asker, find_passages
from tenants.public import Access

PASSAGES: Final = 5
_PASSAGE_CHARACTERS: Final = 1_200


@dataclass(frozen=True, slots=True)
class Use:
    """Values as typed, by field name the sentence of what is wrong, the prompt, and the town's own values in it."""

    inputs: Inputs
    faults: Mapping[str, str]
    assembled: Assembled
    blanks: Mapping[str, str]

    @property
    def ready(self) -> bool:
        """Nothing is wrong and nothing missing."""
        return not self.faults and self.assembled.whole

    @property
    def typed(self) -> str:
        """What a person wrote into the fields, without the template's and the town's own words."""
        return "\n".join(value if isinstance(value, str) else "\n".join(value) for value in self.inputs.values())


def fill_in(
    *,
    content: Content,
    raw: Mapping[str, Any],
    access: Access | None,
    now: datetime,
    look: bool,
    values: Mapping[str, str] | None = None,
) -> Use:
    """Check what was typed and put it together. `look`: search the town's knowledge for fields of the kind `query`;
    without it a line says where the passages will stand. `values`: of the blanks, instead of the town's own. `access`
    None: a program, which finds what residents may read.

    At most five queries, four more a searched field."""
    inputs, faults = values_of(fields=content.fields, raw=raw)
    if values is None:
        sources = source_values(access=access, today=timezone.localdate(now))
        values = blank_values(blanks=content.blanks, sources=sources)
    told = {name: "" if name in faults else value for name, value in inputs.items()}
    for field in content.fields:
        asked = told.get(field.name)
        if field.type == "query" and asked and isinstance(asked, str):
            told[field.name] = _passages(asked, access, now) if look else _announced(asked)
    return Use(inputs, faults, assemble(content=content, inputs=told, blanks=values), values)


def starting_values(*, content: Content, access: Access | None, now: datetime) -> dict[str, Any]:
    """What stands in the form at first: defaults, and what profile and section say."""
    sources = source_values(access=access, today=timezone.localdate(now))
    return {field.name: _start(field, sources) for field in content.fields}


def _start(field: Field, sources: Mapping[str, str]) -> str | list[str]:
    if field.type == "choices":
        return [field.default] if field.default in field.options else []
    return field.default or (sources.get(field.source, "") if field.source else "")


def _passages(asked: str, access: Access | None, now: datetime) -> str:
    asker = asker_of(access=access) if access else Asker("residents")
    found = find_passages(query=asked, asker=asker, today=timezone.localdate(now), limit=PASSAGES)
    if not found:
        return _("（「%(asked)s」に当たる町の資料は見つかりませんでした。）") % {"asked": asked}
    lines = []
    for number, one in enumerate(found, 1):
        heading = " > ".join(filter(None, [one.title, one.heading.replace("\n", " > "), one.place]))
        lines.append(f"[{number}] {heading}\n{one.text[:_PASSAGE_CHARACTERS]}")
    return "\n\n".join(lines)


def _announced(asked: str) -> str:
    return _("（ここに「%(asked)s」で町の資料を探した抜粋が入ります。）") % {"asked": asked}
