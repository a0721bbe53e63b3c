"""Receives sheets from the page: kept first, looked at, then taken in by the columns that a person chose."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from audit_log.public import Actor, Subject, record
from knowledge.audit_actions import GARBAGE_RECEIVED
from knowledge.models import GarbageEdition
from knowledge.sorting.import_files import keep_files, opened_files, read_edition
from knowledge.sorting.open_sheet import OpenedSheet, open_sheet
from knowledge.sorting.take_in import EditionFacts, begin_edition, fill_edition
from knowledge.sorting.written import RowTrouble


def receive_sheets(
    *, kind: str, words: Mapping[str, Any], files: Sequence[tuple[str, bytes]], by_id: int | None, now: datetime
) -> int:
    """Keep the files as a new edition that waits for its columns; its id. Raises Refused before anything is kept."""
    for name, content in files:
        open_sheet(content=content, name=name, kind=kind, first=words.get("valid_from"))
    section = words.get("section")
    facts = EditionFacts(
        kind=kind,
        title=words["title"],
        section_id=int(section) if section else None,
        source_url=words.get("source_url") or "",
        valid_from=words.get("valid_from"),
        valid_until=words.get("valid_until"),
    )
    return begin_edition(facts=facts, files=keep_files(files=files, now=now), by_id=by_id, now=now)


def waiting_sheet(*, edition: GarbageEdition) -> OpenedSheet | None:
    """The first sheet whose columns must be looked at; None when all files explain themselves. Raises Refused."""
    return next((opened for _name, opened in opened_files(edition=edition) if opened.done is None), None)


def take_columns(
    *, edition: GarbageEdition, columns: Mapping[str, int | None] | None, by: Actor, now: datetime
) -> list[RowTrouble]:
    """Take all rows in that can be read; the others come back with their sentences. Raises Refused."""
    sheet = read_edition(edition=edition, columns=columns)
    fill_edition(edition_id=edition.pk, sheet=sheet, by_id=int(by.id), now=now)
    count = len(sheet.items) + len(sheet.rules) + len(sheet.exceptions)
    subject = Subject(kind="knowledge.garbage", id=str(edition.pk), label=edition.title)
    record(action=GARBAGE_RECEIVED, actor=by, subject=subject, detail={"count": count}, at=now)
    return sheet.troubles
