"""Changes to garbage editions by people: releasing, taking back, single rows; each in the audit log."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from audit_log.public import Action, Actor, Subject, record
from knowledge.audit_actions import GARBAGE_APPROVED, GARBAGE_ROW_RETIRED, GARBAGE_ROW_WRITTEN, GARBAGE_WITHDRAWN
from knowledge.models import CollectionException, CollectionRule, GarbageEdition, GarbageItem
from knowledge.sorting.import_files import first_day
from knowledge.sorting.read_days import read_days
from knowledge.sorting.take_in import ensure_categories, ensure_districts
from knowledge.sorting.written import WrittenDistrict

Row = GarbageItem | CollectionRule | CollectionException


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a person typed of a row. `kind` "item", "rule" or "exception"; `values` by field of its model, with
    `category` and `district` as names (empty: all)."""

    kind: str
    values: dict[str, Any]


_MODELS: dict[str, type[GarbageItem] | type[CollectionRule] | type[CollectionException]] = {
    "item": GarbageItem,
    "rule": CollectionRule,
    "exception": CollectionException,
}


def approve_edition(*, edition_id: int, by: Actor, now: datetime) -> None:
    """Let an edition answer; rows that were proposed in it are released with it."""
    with transaction.atomic():
        edition = GarbageEdition.objects.select_for_update().get(pk=edition_id)
        for model in _MODELS.values():
            model.objects.filter(edition=edition, approved=False, retired_at=None).update(approved=True)
        edition.approved_by_id, edition.approved_at, edition.changed_at = int(by.id), edition.approved_at or now, now
        edition.save(update_fields=["approved_by", "approved_at", "changed_at"])
        record(action=GARBAGE_APPROVED, actor=by, subject=_subject(edition), at=now)


def withdraw_edition(*, edition_id: int, by: Actor, now: datetime) -> None:
    """Let an edition answer no more; the one before it speaks again."""
    with transaction.atomic():
        edition = GarbageEdition.objects.select_for_update().get(pk=edition_id)
        edition.withdrawn_at, edition.changed_at = now, now
        edition.save(update_fields=["withdrawn_at", "changed_at"])
        record(action=GARBAGE_WITHDRAWN, actor=by, subject=_subject(edition), at=now)


def write_row(
    *, edition_id: int, words: RowWords, replaces: int | None, approved: bool, by: Actor, now: datetime
) -> int:
    """A new row, in the place of `replaces` if that is given. Not `approved`: it waits, and the old one speaks on.

    Raises DaysUnreadable for collection days that cannot be read, LookupError when the old row is gone.
    """
    model = _MODELS[words.kind]
    with transaction.atomic():
        edition = GarbageEdition.objects.select_for_update().get(pk=edition_id)
        if replaces and not model.objects.filter(pk=replaces, edition=edition, retired_at=None).exists():
            raise LookupError(replaces)
        row = model(
            edition=edition, replaces_id=replaces, approved=approved, **_resolved(words, first_day(edition=edition))
        )
        row.written_by_id, row.written_at = int(by.id), now
        row.save()
        if replaces and approved:
            model.objects.filter(pk=replaces).update(retired_at=now)
        _log(edition, row, GARBAGE_ROW_WRITTEN, by, now)
    return int(row.pk)


def approve_row(*, edition_id: int, kind: str, row_id: int, by: Actor, now: datetime) -> None:
    """Release a proposed row; the one it replaces is retired. Raises LookupError when nothing is proposed any more."""
    model = _MODELS[kind]
    with transaction.atomic():
        edition = GarbageEdition.objects.select_for_update().get(pk=edition_id)
        rows = model.objects.filter(pk=row_id, edition=edition, approved=False, retired_at=None)
        if not rows.update(approved=True):
            raise LookupError(row_id)
        row = model.objects.get(pk=row_id)
        model.objects.filter(pk=row.replaces_id or 0, retired_at=None).update(retired_at=now)
        _log(edition, row, GARBAGE_APPROVED, by, now)


def retire_row(*, edition_id: int, kind: str, row_id: int, by: Actor, now: datetime) -> None:
    """Take a row out; it stays readable. Raises LookupError when it is out already."""
    model = _MODELS[kind]
    with transaction.atomic():
        edition = GarbageEdition.objects.select_for_update().get(pk=edition_id)
        if not model.objects.filter(pk=row_id, edition=edition, retired_at=None).update(retired_at=now):
            raise LookupError(row_id)
        _log(edition, model.objects.get(pk=row_id), GARBAGE_ROW_RETIRED, by, now)


def _resolved(words: RowWords, first: date) -> dict[str, Any]:
    values = dict(words.values)
    category, district = values.pop("category", ""), values.pop("district", "")
    if category:
        values["category_id"] = ensure_categories(names=[category])[category]
    if district:
        values["district_id"] = ensure_districts(written=[WrittenDistrict(district)])[district]
    if words.kind == "rule":
        values["parts"] = [part.plain() for part in read_days(text=values["written"], first=first)]
    return values


def _log(edition: GarbageEdition, row: Row, action: Action, by: Actor, now: datetime) -> None:
    edition.touch(now=now)
    subject = Subject(kind="knowledge.garbage", id=str(edition.pk), label=f"{edition.title}: {row}"[:200])
    record(action=action, actor=by, subject=subject, at=now)


def _subject(edition: GarbageEdition) -> Subject:
    return Subject(kind="knowledge.garbage", id=str(edition.pk), label=f"{edition.title} 第{edition.number}版")
