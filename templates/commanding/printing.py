"""How steps print rows, and how they say that something is refused."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.management.base import CommandError


def printed(*, rows: Sequence[Mapping[str, Any]], as_json: bool) -> Iterator[str]:
    """A line a row, cells two spaces apart; or all of it as JSON."""
    if as_json:
        yield json.dumps(rows, ensure_ascii=False, indent=1, default=str)
        return
    for row in rows:
        yield "  ".join(str(cell) for cell in row.values() if cell not in ("", None))


def cleaned(*, form: forms.Form) -> dict[str, Any]:
    """What a valid form says. Raises CommandError with what is wrong, each by its field's name."""
    if form.is_valid():
        return form.cleaned_data
    faults = []
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        faults += [f"{label}: {fault}" if label else str(fault) for fault in errors]
    raise CommandError("\n".join(faults))
