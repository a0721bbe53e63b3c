"""Starts and stops the proof of an edition in the entered town: a run with one row a case."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.public import known_blanks, pattern_standings, writing_model_missing
from audit_log.public import Actor, Subject, record
from templates.adopting.local_faq import key_here
from templates.audit_actions import PROOF_CANCELLED, PROOF_STARTED
from templates.models import Adoption, Edition, Kind, ProofResult, ProofRun
from templates.proving.cases import Case, cases_of, needs_model
from templates.proving.enqueue import ring_for
from templates.reach import edition_in_reach
from tenants.public import current_town


class NotStarted(RuntimeError):
    """Nothing to ask, nobody to ask, or it is asked already; the message says the next step."""


def start_proof(*, edition_id: UUID, actor: Actor, now: datetime, rings: bool = True) -> int:
    """Put the cases of an edition into the queue, with the blanks of the town's copy; the run's id.

    `rings`: whether a worker is called; a command works on it by itself. Raises OutOfReach, NotStarted.
    """
    edition = edition_in_reach(edition_id=edition_id)
    adopted = Adoption.objects.live().filter(item_id=edition.item_id).first()
    every = cases_of(edition=edition, kind=edition.item.kind, blanks=_blanks(edition, adopted, now))
    if not every:
        raise NotStarted(_("この版には評価の問題が付いていないため、検証できません。作成した町にお尋ねください。"))
    cases = _answerable(edition, adopted, every) if edition.item.kind == Kind.FAQ else dict(enumerate(every, 1))
    missing = writing_model_missing(now=now) if needs_model(kind=edition.item.kind) else ""
    if missing:
        raise NotStarted(missing)
    try:
        with transaction.atomic():
            run = _run(edition, len(cases), actor, now, left_out=len(every) - len(cases))
            ProofResult.objects.bulk_create(
                ProofResult(run=run, position=position, case=case) for position, case in cases.items()
            )
            Adoption.objects.live().filter(edition_id=edition.pk, proof_due=True).update(proof_due=False)
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


def _answerable(edition: Edition, adopted: Adoption | None, every: Sequence[Case]) -> dict[int, Case]:
    """By position the cases of what residents can be answered with here, under the town's own wording; all of them in
    the town that released the set. Raises NotStarted."""
    if adopted is None:
        if edition.item.town_id == current_town().id:
            return dict(enumerate(every, 1))
        raise NotStarted(_("FAQは、町に導入して、提案が承認されたあとで検証できます。"))
    found = pattern_standings(ids=adopted.local_ids).values()
    here = {one.key: one.question for one in found if one.question}
    asked = dict[int, Case]()
    for position, case in enumerate(every, 1):
        question = here.get(key_here(item_id=edition.item_id, key=case["key"]))
        if question:
            asked[position] = {**case, "entry": question}
    if not asked:
        raise NotStarted(_("まだ承認されたFAQがありません。FAQの提案が承認されたあとで検証してください。"))
    return asked


def _blanks(edition: Edition, adopted: Adoption | None, now: datetime) -> dict[str, str]:
    """What the town's copy was filled with, else what its profile knows."""
    known = known_blanks(blanks=edition.blanks, access=None, today=timezone.localdate(now))
    values = {blank.name: blank.value for blank in known if blank.value}
    return values | {name: value for name, value in (adopted.blanks if adopted else {}).items() if value}


def _run(edition: Edition, cases: int, actor: Actor, now: datetime, *, left_out: int) -> ProofRun:
    return ProofRun.objects.create(
        item_id=edition.item_id,
        edition_id=edition.pk,
        version=edition.version,
        kind=edition.item.kind,
        started_by=actor.label[:60],
        queued_at=now,
        cases=cases,
        left_out=left_out,
    )
