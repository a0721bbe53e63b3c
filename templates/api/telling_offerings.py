"""What the town shares as plain values, of the shapes in `outputs_offerings`."""

from typing import Any

from templates.envelope import plain_content
from templates.models import Offering
from templates.sharing.check import Row
from templates.sharing.own import Listed
from templates.sharing.submit import Preview


def row_told(*, listed: Listed) -> dict[str, Any]:
    """One of the list."""
    row = listed.row
    names = ("thing", "kind", "title", "state", "comment", "changed_at")
    return {
        **{name: getattr(row, name) for name in names},
        "offering": row.pk,
        "item": row.item_id,
        "version": listed.version,
        "withdrawn": listed.withdrawn,
    }


def offering_told(*, row: Offering, seen: Preview) -> dict[str, Any]:
    """One with its findings and what would leave the town."""
    names = ("thing", "kind", "state", "comment", "section", "change_note")
    head = ("title", "purpose", "task", "cautions", "author", "licence", "laws")
    return {
        **{name: getattr(row, name) for name in names},
        **{name: row.content[name] for name in head},
        "offering": row.pk,
        "item": row.item_id,
        "texts": seen.checked.texts,
        "findings": [_finding(one) for one in seen.checked.rows()],
        "faults": seen.faults,
        "version": seen.version,
        "content": plain_content(content=seen.content) if seen.content else None,
        "kept": seen.kept,
    }


def _finding(one: Row) -> dict[str, Any]:
    fact, decision = one.fact, one.decision
    return {
        "finding": fact.key,
        "text": fact.text,
        "kind": fact.kind.value,
        "count": one.count,
        "suggested": fact.blank,
        "type": fact.blank_type,
        "private": fact.private,
        "personal": fact.blocks,
        "blank": decision.blank if decision else "",
        "reason": decision.reason if decision else "",
        "open": one.open,
    }
