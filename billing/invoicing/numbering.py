"""Writes papers with the next numbers of their kind and year: no gap, no double, also beside others who issue."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from billing.invoicing.content import KIND_LETTERS, Draft, content_of
from billing.models import Issuer, Paper, PaperCounter
from billing.sealing import digest_of
from metering.public import fiscal_year_of

Row = tuple[int, str, int]


def write_papers(
    *, drafts: Sequence[Draft], issuer: Issuer, old: Paper | None, now: datetime
) -> list[tuple[Paper, bool]]:
    """Each draft's paper and whether it is new; one that stands for the key already stays. `old`: what is corrected.

    Runs in the caller's transaction, which holds the counter's row until it ends. Five queries for each kind and year.
    """
    rows: dict[Row, list[Draft]] = defaultdict(list)
    for draft in drafts:
        rows[draft.consortium_id, draft.kind.value, fiscal_year_of(day=draft.lines[0].first)].append(draft)
    found: dict[str, tuple[Paper, bool]] = {}
    for row in sorted(rows):  # always in this order, so that two batches never wait for each other
        found |= _write(row, rows[row], issuer, old, now)
    return [found[draft.key] for draft in drafts]


def _write(
    row: Row, drafts: Sequence[Draft], issuer: Issuer, old: Paper | None, now: datetime
) -> dict[str, tuple[Paper, bool]]:
    """The counter's row is locked first; the keys are looked up behind the lock, so of two runs one writes."""
    where: dict[str, Any] = dict(zip(("consortium_id", "kind", "fiscal_year"), row, strict=True))
    PaperCounter.objects.bulk_create([PaperCounter(**where)], ignore_conflicts=True)
    counter = PaperCounter.objects.select_for_update().get(**where)
    found = {paper.key: (paper, False) for paper in Paper.objects.filter(key__in=[draft.key for draft in drafts])}
    new = {draft.key: draft for draft in drafts if draft.key not in found}
    papers = [
        Paper(**where, sequence=sequence, created_at=now, corrects=old, **_said(draft, sequence, issuer, old))
        for sequence, draft in enumerate(new.values(), start=counter.last + 1)
    ]
    if papers:
        Paper.objects.bulk_create(papers)
        PaperCounter.objects.filter(pk=counter.pk).update(last=papers[-1].sequence)
    return found | {paper.key: (paper, True) for paper in papers}


def _said(draft: Draft, sequence: int, issuer: Issuer, old: Paper | None) -> dict[str, Any]:
    """What is frozen of a draft under its number."""
    year = fiscal_year_of(day=draft.lines[0].first)
    number = f"{KIND_LETTERS[draft.kind]}{year}-{sequence:04d}"
    corrects = old.number if old else ""
    content = content_of(draft=draft, number=number, issuer=issuer.as_facts(), corrects=corrects)
    return {
        "number": number,
        "key": draft.key,
        "town_id": draft.town_id,
        "town_name": draft.town_name,
        "title": draft.title,
        "issued_on": draft.issued_on,
        "due_on": draft.due_on,
        "total_yen": content["total"],
        "content": content,
        "digest": digest_of(content=content),
    }
