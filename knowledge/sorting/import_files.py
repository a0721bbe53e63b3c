"""Takes garbage files in whole: for the demo, the command line and the page after the columns were looked at."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from knowledge.ingesting.store import sha256_of, store_file
from knowledge.models import GarbageEdition
from knowledge.sorting.open_sheet import OpenedSheet, open_sheet
from knowledge.sorting.read_day_sheet import read_day_sheet
from knowledge.sorting.read_item_sheet import read_item_sheet
from knowledge.sorting.take_in import EditionFacts, begin_edition, fill_edition
from knowledge.sorting.written import RowTrouble, Sheet


def keep_files(*, files: Iterable[tuple[str, bytes]], now: datetime) -> list[dict[str, str]]:
    """Store uploaded files in the town's folder; names and places as an edition keeps them."""
    kept = []
    for name, content in files:
        file: ContentFile[bytes] = ContentFile(content)
        stored = store_file(file=file, file_name=name, sha256=sha256_of(file=file), now=now)
        kept.append({"name": name, "stored": stored.name})
    return kept


def opened_files(*, edition: GarbageEdition) -> list[tuple[str, OpenedSheet]]:
    """The files of an edition, opened. Raises Refused; FileNotFoundError when the storage lost one."""
    found = []
    for file in edition.files:
        with default_storage.open(file["stored"], "rb") as stored:
            content = stored.read()
        first = first_day(edition=edition)
        found.append((file["name"], open_sheet(content=content, name=file["name"], kind=edition.kind, first=first)))
    return found


def read_edition(*, edition: GarbageEdition, columns: Mapping[str, int | None] | None = None) -> Sheet:
    """All rows of an edition's files; `columns` is the clerk's mapping of the sheets that need one. Raises Refused."""
    whole = Sheet()
    files = opened_files(edition=edition)
    first = first_day(edition=edition)
    for name, opened in files:
        found = opened.done or _mapped(edition.kind, opened, columns or opened.columns, first)
        if len(files) > 1:
            found.troubles = [RowTrouble(each.row, f"{name}: {each.sentence}") for each in found.troubles]
        whole.add(found)
    return whole


def import_garbage(
    *, facts: EditionFacts, files: Iterable[tuple[str, bytes]], approve: bool, now: datetime
) -> list[RowTrouble]:
    """An edition of files whose columns name themselves; what could not be read comes back. Raises Refused."""
    kept = keep_files(files=files, now=now)
    edition = GarbageEdition.objects.get(pk=begin_edition(facts=facts, files=kept, by_id=None, now=now))
    periods = [opened.period for _name, opened in opened_files(edition=edition) if opened.period]
    if periods and edition.valid_from is None:
        edition.valid_from, edition.valid_until = min(p[0] for p in periods), max(p[1] for p in periods)
        edition.save(update_fields=["valid_from", "valid_until"])
    sheet = read_edition(edition=edition)
    fill_edition(edition_id=edition.pk, sheet=sheet, by_id=None, now=now)
    if approve:
        GarbageEdition.objects.filter(pk=edition.pk).update(approved_at=now, changed_at=now)
    return sheet.troubles


def first_day(*, edition: GarbageEdition) -> date:
    """The first day an edition speaks of: dates without a year belong to the twelve months from there."""
    return edition.valid_from or fiscal_year_start(day=edition.created_at.date())


def fiscal_year_start(*, day: date) -> date:
    """1 April of the fiscal year that a day belongs to: the first day of a calendar that names none."""
    return date(day.year if day.month >= 4 else day.year - 1, 4, 1)  # noqa: PLR2004  April


def _mapped(kind: str, opened: OpenedSheet, columns: Mapping[str, int | None], first: date) -> Sheet:
    if kind == GarbageEdition.Kind.ITEMS:
        return read_item_sheet(rows=opened.rows, columns=columns, header_row=opened.header_row)
    return read_day_sheet(rows=opened.rows, columns=columns, header_row=opened.header_row, first=first)


def has_garbage() -> bool:
    """Whether the town has any edition at all. One query."""
    return GarbageEdition.objects.exists()
