"""Puts a version into service: one transaction in which the old text leaves and the new one comes."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction

from knowledge.indexing.index_passages import unindex_passages
from knowledge.indexing.town_lock import lock_index
from knowledge.ingesting.faq_entries import MatchedRow, put_entries_in_service
from knowledge.ingesting.lease import Hold
from knowledge.ingesting.outcomes import Superseded, without_personal_data
from knowledge.ingesting.parsed import ParsedDocument
from knowledge.ingesting.stage import Plan
from knowledge.models import Document, FaqEntry, Ingestion, Passage, Version
from knowledge.models.ingestion import DROP

_LONGEST_TITLE = 300
# One statement however long the document is.
_CARRY_OVER = """
    UPDATE knowledge_passage AS passage
    SET version_id = %s, position = kept.position, page = kept.page, anchor = kept.anchor, layout = kept.layout::jsonb
    FROM unnest(%s::bigint[], %s::int[], %s::int[], %s::text[], %s::text[])
        AS kept (id, position, page, anchor, layout)
    WHERE passage.id = kept.id
"""


class PlanStale(Exception):
    """What was in service changed since the plan was made: stage again."""


def switch(*, hold: Hold, parsed: ParsedDocument, plan: Plan, matched: Sequence[MatchedRow], now: datetime) -> None:
    """The plan becomes the document's text and the job is done. Search sees the old text or the new, never both.

    Raises LostJob, PlanStale, Superseded; then nothing has changed.
    """
    with transaction.atomic():
        job = hold.lock()
        lock_index()  # before any passage: whoever weighs or embeds holds it first, too, and waits for passages then
        version = Version.objects.get(ingestions=job)
        locked = Document.objects.select_for_update(of=("self",)).select_related("current_version")
        document = locked.get(pk=version.document_id)
        _check(document, version, plan)
        leaving = _leave(document, plan)
        _come(version, plan)
        put_entries_in_service(document=document, matched=matched, by_id=version.created_by_id, now=now)
        _mark_expiry(document)
        _write_document(document, job, version, parsed, plan)
        if job.release:
            document.approve(person_id=job.accepted_by_id or version.created_by_id, now=now)
        _finish(job, parsed, plan, now)
        unindex_passages(passage_ids=leaving)


def _check(document: Document, version: Version, plan: Plan) -> None:
    if document.withdrawn_at or (document.current_version and document.current_version.number > version.number):
        raise Superseded
    if Passage.objects.filter(pk__in=plan.kept, document=document, current=True).count() != len(plan.kept):
        raise PlanStale


def _leave(document: Document, plan: Plan) -> list[int]:
    going = Passage.objects.filter(document=document, current=True).exclude(pk__in=plan.kept)
    leaving = list(going.values_list("pk", flat=True))
    Passage.objects.filter(pk__in=leaving).update(current=False)
    return leaving


def _come(version: Version, plan: Plan) -> None:
    drafts = {pk: wording.draft for pk, wording in plan.kept.items()}
    positions = [plan.first_position + draft.position for draft in drafts.values()]
    pages = [draft.page for draft in drafts.values()]
    anchors = [draft.html_anchor[:200] for draft in drafts.values()]
    layouts = [json.dumps(draft.layout) for draft in drafts.values()]
    with connection.cursor() as cursor:
        cursor.execute(_CARRY_OVER, [version.pk, list(drafts), positions, pages, anchors, layouts])
    Passage.objects.filter(pk__in=plan.staged).update(current=True, staged=False)


def _mark_expiry(document: Document) -> None:
    """Passages carry the last day of their own FAQ entry, so that search asks one table."""
    dated = FaqEntry.objects.filter(document=document, retired_at=None).values_list("pk", "valid_until")
    by_day: dict[date | None, list[int]] = {}
    for pk, day in dated:
        by_day.setdefault(day, []).append(pk)
    for day, pks in by_day.items():
        changed = Passage.objects.filter(faq_entry_id__in=pks, current=True)
        changed.exclude(valid_until=day).update(valid_until=day)


def _write_document(document: Document, job: Ingestion, version: Version, parsed: ParsedDocument, plan: Plan) -> None:
    version.page_count, version.changes = parsed.page_count, plan.changes
    version.warnings = [
        {"code": told.code.value, "place": told.place, "detail": told.detail} for told in parsed.warnings
    ]
    version.passage_ids = _in_order(document)
    version.left_out = sum(decided == DROP for decided in job.decisions.values())
    version.save(update_fields=["page_count", "changes", "warnings", "passage_ids", "left_out"])
    document.current_version, document.kind = version, parsed.kind.value
    if not document.titled_by_hand and parsed.title:
        document.title = parsed.title[:_LONGEST_TITLE]
    document.save(update_fields=["current_version", "kind", "title", "updated_at"])


def _in_order(document: Document) -> list[int]:
    in_service = Passage.objects.filter(document=document, current=True)
    return list(in_service.order_by("position").values_list("pk", flat=True))


def _finish(job: Ingestion, parsed: ParsedDocument, plan: Plan, now: datetime) -> None:
    job.state, job.reason, job.detail, job.finished_at, job.lease_until = Ingestion.State.DONE, "", "", now, None
    job.passages, job.pages = len(plan.staged) + len(plan.kept), parsed.page_count or 0
    job.findings = without_personal_data(findings=job.findings)
    job.save(update_fields=["state", "reason", "detail", "finished_at", "lease_until", "passages", "pages", "findings"])
