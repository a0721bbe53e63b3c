"""Starts and stops the proof of an edition in the entered town: a run with one row a case."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.public import known_blanks, writing_model_missing
from audit_log.public import Actor, Subject, record
from templates.audit_actions import PROOF_CANCELLED, PROOF_STARTED
from templates.models import Adoption, Edition, ProofResult, ProofRun
from templates.proving.cases import cases_of, needs_model
from templates.proving.enqueue import ring_for
from templates.reach import edition_in_reach


class NotStarted(RuntimeError):
    """Nothing to ask, nobody to ask, or it is asked already; the message says the next step."""


def start_proof(*, edition_id: UUID, actor: Actor, now: datetime, rings: bool = True) -> int:
    """Put the cases of an edition into the queue, with the blanks of the town's copy; the run's id.

    `rings`: whether a worker is called; a command works on it by itself. Raises OutOfReach, NotStarted.
    """
    edition = edition_in_reach(edition_id=edition_id)
    cases = cases_of(edition=edition, kind=edition.item.kind, blanks=_blanks(edition, now))
    if not cases:
        raise NotStarted(_("この版には評価の問題が付いていないため、検証できません。作成した町にお尋ねください。"))
    missing = writing_model_missing(now=now) if needs_model(kind=edition.item.kind) else ""
    if missing:
        raise NotStarted(missing)
    try:
        with transaction.atomic():
            run = _run(edition, len(cases), actor, now)
            ProofResult.objects.bulk_create(
                ProofResult(run=run, position=position, case=case) for position, case in enumerate(cases, 1)
            )
            record(action=PROOF_STARTED, actor=actor, subject=subject_of(run=run, title=edition.title), at=now)
            if rings:
                ring_for(run_id=run.pk, now=now)
    except IntegrityError as running:
        raise NotStarted(_("この版は、いま検証しています。終わるまでお待ちください。")) from running
    return run.pk


def cancel_proof(*, run_id: int, actor: Actor, now: datetime) -> bool:
    """Stop a run that is not over; the worker leaves it at the next case. Says whether it was open."""
    with transaction.atomic():
        rows = ProofRun.objects.filter(pk=run_id, state__in=ProofRun.OPEN)
        if not rows.update(state=ProofRun.State.CANCELLED, finished_at=now, lease_until=None):
            return False
        run = ProofRun.objects.get(pk=run_id)
        record(action=PROOF_CANCELLED, actor=actor, subject=subject_of(run=run, title=run.version), at=now)
    return True


def subject_of(*, run: ProofRun, title: str) -> Subject:
    """The run as the audit log names it."""
    return Subject("template_library.proof_run", str(run.pk), f"{title} {run.version}"[:200])


def _blanks(edition: Edition, now: datetime) -> dict[str, str]:
    """What the town's copy was filled with, else what its profile knows."""
    known = known_blanks(blanks=edition.blanks, access=None, today=timezone.localdate(now))
    values = {blank.name: blank.value for blank in known if blank.value}
    adopted = Adoption.objects.live().filter(item_id=edition.item_id).first()
    return values | {name: value for name, value in (adopted.blanks if adopted else {}).items() if value}


def _run(edition: Edition, cases: int, actor: Actor, now: datetime) -> ProofRun:
    return ProofRun.objects.create(
        item_id=edition.item_id,
        edition_id=edition.pk,
        version=edition.version,
        kind=edition.item.kind,
        started_by=actor.label[:60],
        queued_at=now,
        cases=cases,
    )
