"""Blanks of something shared, with what this town would put into them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistants.models import BlankValue
from assistants.prompting.content import Blank
from assistants.prompting.patterns import blank_fault
from assistants.prompting.profile_values import source_values
from tenants.public import Access


@dataclass(frozen=True, slots=True)
class KnownBlank:
    """A blank; `value` is what the town wrote (`written`: other templates use it too), else what its profile knows."""

    name: str
    type: str
    help: str
    example: str
    value: str
    written: bool

    def fault_of(self, *, value: str) -> str:
        """Why a value does not fit the type; empty when it does."""
        return blank_fault(blank=Blank(self.name, self.type, self.help, self.example), value=value)


def known_blanks(*, blanks: Iterable[Mapping[str, Any]], access: Access | None, today: date) -> tuple[KnownBlank, ...]:
    """The blanks in their order, each once; three queries."""
    wanted = {str(one["name"]): one for one in blanks}
    written = dict(BlankValue.objects.filter(name__in=wanted).values_list("name", "value"))
    sources = source_values(access=access, today=today)
    return tuple(
        KnownBlank(
            name,
            str(one.get("type") or "text"),
            str(one.get("help") or ""),
            str(one.get("example") or ""),
            written.get(name) or sources.get(str(one.get("source") or ""), ""),
            name in written,
        )
        for name, one in wanted.items()
    )
