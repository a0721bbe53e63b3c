"""Reads the log for the page and for export: filters, pages, sentences; never a model."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit_log.actions import codes_under, vocabulary
from audit_log.models import Entry
from audit_log.models.entry import EntryQuerySet
from audit_log.parties import Actor, ActorKind, Subject

PAGE_LENGTH = 50
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class EntryFilters:
    """What is wanted; empty fields do not filter. `until` is excluded. `action`: a code or its beginning by dots."""

    since: datetime | None = None
    until: datetime | None = None
    actor_kind: ActorKind | None = None
    actor_id: str = ""
    action: str = ""
    subject_kind: str = ""
    subject_id: str = ""
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as a page shows it. `label` and `sentence` are in the language that is active."""

    id: int
    at: datetime
    actor: Actor
    action: str
    label: str
    sentence: str
    subject: Subject | None
    detail: Mapping[str, Any]
    request_id: str
    ip: str | None
    hash: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """A page of the log, newest first. `page` counts from 1 and is held within 1 … `pages`."""

    rows: tuple[EntryRow, ...]
    page: int
    pages: int
    total: int


def entries(*, filters: EntryFilters, page: int = 1) -> EntryPage:
    """One page of PAGE_LENGTH entries of the entered schema. Two queries."""
    rows = _wanted(filters)
    total = rows.count()
    pages = max(1, -(-total // PAGE_LENGTH))
    page = min(max(page, 1), pages)
    first = (page - 1) * PAGE_LENGTH
    return EntryPage(tuple(map(_row, rows.order_by("-id")[first : first + PAGE_LENGTH])), page, pages, total)


def csv_rows(*, filters: EntryFilters) -> Iterator[list[str]]:
    """Header and entries, oldest first, read in pieces; who writes the file makes the cells safe for spreadsheets."""
    yield [
        _("番号"),
        _("日時"),
        _("操作者の種類"),
        _("操作者"),
        _("操作"),
        _("内容"),
        _("対象"),
        _("リクエスト番号"),
        _("ハッシュ"),
    ]
    for entry in _wanted(filters).order_by("id").iterator(chunk_size=_AT_ONCE):
        row = _row(entry)
        yield [
            str(row.id), timezone.localtime(row.at).isoformat(timespec="seconds"), row.actor.kind.value,
            row.actor.label, row.action, row.sentence, row.subject.label if row.subject else "", row.request_id,
            row.hash,
        ]  # fmt: skip


def _wanted(filters: EntryFilters) -> EntryQuerySet:
    exact = {
        "actor_kind": filters.actor_kind.value if filters.actor_kind else "",
        "actor_id": filters.actor_id,
        "subject_kind": filters.subject_kind,
        "subject_id": filters.subject_id,
        "request_id": filters.request_id,
    }
    rows = Entry.objects.between(since=filters.since, until=filters.until)
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if not filters.action:
        return rows
    return rows.filter(action__in=[filters.action, *codes_under(prefix=filters.action)])


def _row(entry: Entry) -> EntryRow:
    action = vocabulary().get(entry.action)
    subject = Subject(entry.subject_kind, entry.subject_id, entry.subject_label) if entry.subject_kind else None
    return EntryRow(
        id=entry.id,
        at=entry.at,
        actor=Actor(ActorKind(entry.actor_kind), entry.actor_id, entry.actor_label),
        action=entry.action,
        label=str(action.label) if action else entry.action,
        sentence=_sentence(entry, str(action.sentence)) if action else entry.action,
        subject=subject,
        detail=entry.detail,
        request_id=entry.request_id,
        ip=entry.ip,
        hash=entry.hash,
    )


def _sentence(entry: Entry, pattern: str) -> str:
    # str.format would follow attributes of what stands in a blank; these are all plain text, and a blank nobody filled
    # shows a dash instead of failing on an entry of an earlier version.
    blanks: defaultdict[str, str] = defaultdict(lambda: "—", {key: str(value) for key, value in entry.detail.items()})
    blanks["actor"] = entry.actor_label or _ACTORS[entry.actor_kind]()
    blanks["subject"] = entry.subject_label or entry.subject_id or "—"
    return pattern.format_map(blanks)


_ACTORS = {
    "person": lambda: _("職員"),
    "operator": lambda: _("運営者"),
    "system": lambda: _("システム"),
    "resident": lambda: _("住民"),
    "program": lambda: _("プログラム"),
}
