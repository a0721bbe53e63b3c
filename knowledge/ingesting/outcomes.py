"""How a job ends: written once, by whoever holds it; nothing of a refused file stays."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from audit_log.public import SYSTEM, Subject, record
from knowledge.audit_actions import MY_NUMBER_DESTROYED
from knowledge.ingesting.lease import Hold
from knowledge.ingesting.parsed import Finding, FindingKind
from knowledge.ingesting.receive import WAITS_FOR_APPROVAL
from knowledge.ingesting.refused import FailureCode, Refused
from knowledge.ingesting.store import remove_stored
from knowledge.models import Ingestion, Version

_S = Ingestion.State
# The file may be sound: its bytes stay, and a person may let it be tried again.
RETRYABLE: Final = frozenset(
    {
        FailureCode.TIMED_OUT,
        FailureCode.OUT_OF_MEMORY,
        FailureCode.PARSER_CRASHED,
        FailureCode.FILE_MISSING,
        FailureCode.EMBEDDING_FAILED,
        FailureCode.UNEXPECTED,
    }
)


class Held(Exception):
    """The file waits for a person: for findings to be read, or for the approval of a new version."""

    def __init__(
        self,
        *,
        findings: Sequence[Finding] = (),
        changes: dict[str, int] | None = None,
        page_count: int | None = None,
    ) -> None:
        super().__init__("held")
        self.page_count = page_count
        self.findings = findings
        self.changes = changes


class Superseded(Exception):
    """A newer version went into service first, or the document was withdrawn."""


def end_refused(*, hold: Hold, refused: Refused, now: datetime) -> None:
    """REFUSED, and the file with its version is gone; FAILED when trying again may help. Raises LostJob."""
    values = {"reason": refused.code.value, "detail": refused.detail[:300], "finished_at": now, "lease_until": None}
    if refused.code in RETRYABLE:
        hold.write(state=_S.FAILED, **values)
        return
    with transaction.atomic():
        row = hold.lock()
        if refused.code is FailureCode.MY_NUMBER:
            record(action=MY_NUMBER_DESTROYED, actor=SYSTEM, subject=_subject(row), at=now)
        close(row=row, state=_S.REFUSED, reason=refused.code, detail=refused.detail, now=now)


def end_unexpected(*, hold: Hold, now: datetime) -> str:
    """FAILED with a reference number, which is returned for the log. Raises LostJob."""
    reference = secrets.token_hex(4).upper()
    reason = FailureCode.UNEXPECTED.value
    hold.write(state=_S.FAILED, reason=reason, reference=reference, finished_at=now, lease_until=None)
    return reference


def end_held(*, hold: Hold, held: Held, now: datetime) -> None:
    """HELD until a person decides. Raises LostJob."""
    findings = [{**asdict(finding), "mark": finding.mark} for finding in held.findings]
    reason = str(held.findings[0].kind.value) if held.findings else WAITS_FOR_APPROVAL
    with transaction.atomic():
        row = hold.lock()
        if held.changes is not None:
            Version.objects.filter(ingestions=row).update(changes=held.changes)
        if held.page_count is not None:
            Version.objects.filter(ingestions=row).update(page_count=held.page_count)
        hold.write(state=_S.HELD, reason=reason, findings=findings, finished_at=now, lease_until=None)


def end_superseded(*, hold: Hold, now: datetime) -> None:
    """CANCELLED, because it is not wanted any more. Raises LostJob."""
    with transaction.atomic():
        close(row=hold.lock(), state=_S.CANCELLED, reason=FailureCode.CANCELLED, detail="", now=now)


def close(*, row: Ingestion, state: Ingestion.State, reason: FailureCode, detail: str, now: datetime) -> None:
    """End a job that the caller has locked, and drop what came with it unless it is in service."""
    row.state, row.reason, row.detail, row.finished_at, row.lease_until = state, reason.value, detail[:300], now, None
    row.findings = without_personal_data(findings=row.findings)
    version, row.version = row.version, None
    if version is None or version.document.current_version_id == version.pk:
        row.version = version
    row.save()
    if version and row.version is None:
        _discard(version)


def _discard(version: Version) -> None:
    """The version, its staged passages and file; the document too when it never had another."""
    name, document = version.file.name or "", version.document
    version.ingestions.update(version=None)
    version.delete()
    if document.current_version_id is None and not document.versions.exists():
        document.delete()
    transaction.on_commit(lambda: remove_stored(name=name))


def without_personal_data(*, findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The findings of a job that is over: what was found, no more the words themselves where they tell of a person."""
    personal = FindingKind.PERSONAL_DATA.value
    bare = [{**finding, "around": ""} for finding in findings]
    return [{**finding, "excerpt": ""} if finding.get("kind") == personal else finding for finding in bare]


def _subject(row: Ingestion) -> Subject:
    return Subject(kind="knowledge.ingestion", id=str(row.pk), label=row.file_name)
