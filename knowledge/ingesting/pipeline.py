"""Takes one received file in: read, checked, split, indexed, put into service. Start reading ingestion here.

Safe to run twice and to be killed anywhere: until the switch nothing is found by anybody, and the switch is one
transaction that also ends the job. The job's row is held by a lease; a run that lost it leaves no trace.
"""

from collections.abc import Sequence
from typing import Final

import structlog
from django.db.models import Q
from django.utils import timezone

from jobs.public import LostJob
from knowledge.indexing.index_passages import index_passages
from knowledge.ingesting.check_personal_data import check_personal_data
from knowledge.ingesting.faq_entries import match_entries
from knowledge.ingesting.lease import LEASE, Hold, kept_alive
from knowledge.ingesting.outcomes import (
    Held,
    Superseded,
    end_held,
    end_refused,
    end_superseded,
    end_unexpected,
)
from knowledge.ingesting.parsed import DocumentKind, Finding, FindingKind, ParsedDocument, Severity
from knowledge.ingesting.parts import without_parts
from knowledge.ingesting.read_file import read_file
from knowledge.ingesting.refused import FailureCode, Refused
from knowledge.ingesting.split import split
from knowledge.ingesting.stage import Plan, Wording, clear_staged, compare, stage, wordings
from knowledge.ingesting.switch import PlanStale, switch
from knowledge.models import Audience, Document, Ingestion, Version
from knowledge.models.ingestion import DROP
from llm_gateway.public import ModelFailed, NotConfigured

MOST_ATTEMPTS: Final = 4  # a file that takes its worker down each time is not tried for ever
_INDEXED_AT_ONCE: Final = 500
_MOST_PLANS: Final = 5
_Step = Ingestion.Step
log = structlog.get_logger(__name__)


def ingest(*, ingestion_id: int) -> Ingestion.State | None:
    """Do the job if it is free; returns its new state, None when somebody else has it or it is over.

    Never raises for a bad file: the reason is written into the job's row. The clock is read at each step, because the
    work takes long.
    """
    job = Ingestion.claim(pk=ingestion_id, now=timezone.now(), lease=LEASE, only=Q(batch__paused_at=None))
    if job is None:
        return None
    hold = Hold(job)
    try:
        with kept_alive(hold=hold):
            _run(job, hold)
    except LostJob:
        log.info("job given up: cancelled or taken over", ingestion=job.pk)
    return Ingestion.State(Ingestion.objects.values_list("state", flat=True).get(pk=job.pk))


def _run(job: Ingestion, hold: Hold) -> None:
    try:
        _take_in(job, hold)
    except Refused as refused:
        end_refused(hold=hold, refused=refused, now=timezone.now())
    except Held as held:
        end_held(hold=hold, held=held, now=timezone.now())
    except Superseded:
        end_superseded(hold=hold, now=timezone.now())
    except (ModelFailed, NotConfigured) as failed:
        end_refused(hold=hold, refused=Refused(FailureCode.EMBEDDING_FAILED, str(failed)), now=timezone.now())
    except LostJob:
        raise
    except Exception:
        reference = end_unexpected(hold=hold, now=timezone.now())
        log.exception("ingestion failed unexpectedly", ingestion=job.pk, reference=reference)


def _take_in(job: Ingestion, hold: Hold) -> None:
    if job.attempts > MOST_ATTEMPTS:
        raise Refused(FailureCode.PARSER_CRASHED, f"{MOST_ATTEMPTS}")
    version = job.version
    if version is None or version.document.withdrawn_at:
        raise Superseded
    clear_staged(version=version)
    hold.renew(step=_Step.PARSING, now=timezone.now())
    parsed = read_file(version=version, file_name=job.file_name, columns=job.columns)
    hold.renew(step=_Step.CHECKING, now=timezone.now())
    parsed = _checked(parsed, job, version.document)
    hold.renew(step=_Step.SPLITTING, now=timezone.now())
    wanted = _wordings(parsed, version.document)
    _wait_for_approval(job, version, wanted)
    _put_into_service(hold, version, parsed, wanted)


def _checked(parsed: ParsedDocument, job: Ingestion, document: Document) -> ParsedDocument:
    """The document without the parts that the reviewer left out.

    Raises Refused for what is never taken in, Held for what a person has to read first. A finding about which nothing
    was decided (the rules were sharpened meanwhile) holds the file again.
    """
    for_residents = document.audience == Audience.RESIDENTS
    findings = (*parsed.findings, *check_personal_data(document=parsed, for_residents=for_residents))
    for finding in findings:
        if finding.severity is Severity.REFUSE:
            raise Refused(_code_of(finding), finding.place)
    undecided = job.decisions and any(finding.mark not in job.decisions for finding in findings)
    if findings and (job.accepted_at is None or undecided):
        raise Held(findings=findings, page_count=parsed.page_count)
    dropped = {finding.part for finding in findings if job.decisions.get(finding.mark) == DROP}
    return without_parts(document=parsed, names=dropped - {""})


def _code_of(finding: Finding) -> FailureCode:
    known = {FindingKind.MY_NUMBER: FailureCode.MY_NUMBER, FindingKind.MACROS: FailureCode.MACROS}
    return known.get(finding.kind, FailureCode.WRONG_TYPE)


def _wordings(parsed: ParsedDocument, document: Document) -> tuple[Wording, ...]:
    title = document.title if document.titled_by_hand or not parsed.title else parsed.title
    wanted = wordings(drafts=split(document=parsed), title=title, faq=parsed.kind is DocumentKind.FAQ)
    if not wanted:
        raise Refused(FailureCode.NO_TEXT)
    return wanted


def _wait_for_approval(job: Ingestion, version: Version, wanted: Sequence[Wording]) -> None:
    """A new version of an approved document waits, and the approved text stays in service until then."""
    document = version.document
    if job.release or document.approved_at is None or document.current_version_id == version.pk:
        return
    kept, new, removed = compare(document=document, wanted=wanted)
    raise Held(changes={"added": len(new), "removed": removed, "kept": len(kept)})


def _put_into_service(hold: Hold, version: Version, parsed: ParsedDocument, wanted: Sequence[Wording]) -> None:
    matched = match_entries(document=version.document, rows=parsed.faq_rows, now=timezone.now())
    entry_of = {number: match.entry_id for number, match in enumerate(matched)}
    for _try in range(_MOST_PLANS):
        plan = stage(version=version, wanted=wanted, entry_of=entry_of)
        _index(hold, plan)
        try:
            switch(hold=hold, parsed=parsed, plan=plan, matched=matched, now=timezone.now())
        except (PlanStale, Superseded, LostJob) as unfit:
            clear_staged(version=version)
            if not isinstance(unfit, PlanStale):
                raise
        else:
            return
    raise PlanStale


def _index(hold: Hold, plan: Plan) -> None:
    """Words and vectors of the new passages, before they are in service; a model may be asked, so in no transaction."""
    for first in range(0, len(plan.staged), _INDEXED_AT_ONCE):
        hold.renew(step=_Step.INDEXING, now=timezone.now())
        index_passages(passage_ids=plan.staged[first : first + _INDEXED_AT_ONCE])
