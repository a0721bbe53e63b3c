"""Shows the first rows of a received sheet, and takes the columns that a person chose for it."""

from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.db import transaction

from knowledge.ingesting.deciding import NotWaiting
from knowledge.ingesting.guard import check_file
from knowledge.ingesting.parsers.csv_rows import read_csv
from knowledge.ingesting.parsers.faq_columns import FaqColumns
from knowledge.ingesting.parsers.faq_sheet import SheetPreview, preview
from knowledge.ingesting.parsers.spreadsheet import mapped_sheet, read_sheets
from knowledge.ingesting.refused import FailureCode, Refused
from knowledge.ingesting.ring import ring
from knowledge.models import Ingestion

WAITS_FOR_COLUMNS: Final = "columns"  # reason of a HELD job whose sheet a person has to map first


def hold_for_columns(*, ingestion_id: int) -> None:
    """Keep a received sheet until its columns are chosen; to be called in the transaction that received it."""
    free = Ingestion.objects.filter(pk=ingestion_id, state=Ingestion.State.QUEUED)
    free.update(state=Ingestion.State.HELD, reason=WAITS_FOR_COLUMNS)


def preview_sheet(*, job: Ingestion) -> SheetPreview:
    """Headers, guessed columns and first rows of the sheet. Raises Refused."""
    if job.version is None or not job.version.file:
        raise Refused(FailureCode.FILE_MISSING)
    try:
        with job.version.file.open("rb") as file:
            content = file.read()
    except FileNotFoundError as gone:
        raise Refused(FailureCode.FILE_MISSING) from gone
    check_file(content=content, name=job.file_name)
    if job.file_name.lower().endswith((".csv", ".tsv")):
        return preview(rows=read_csv(content=content)[0])
    name, rows = mapped_sheet(sheets=read_sheets(content=content)[0])
    return preview(rows=rows, sheet=name)


def choose_columns(*, ingestion_id: int, columns: FaqColumns, now: datetime) -> None:
    """Let the sheet be taken in by these columns. Raises NotWaiting."""
    with transaction.atomic():
        waiting = Ingestion.objects.filter(pk=ingestion_id, state=Ingestion.State.HELD, reason=WAITS_FOR_COLUMNS)
        if not waiting.update(state=Ingestion.State.QUEUED, reason="", columns=asdict(columns), queued_at=now):
            raise NotWaiting(ingestion_id)
        ring(now=now)
