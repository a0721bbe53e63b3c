"""Issues papers: numbered without gaps, once for each key, frozen. Also corrects one by another."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from audit_log.public import Actor, Subject, record
from billing.audit_actions import PAPER_CORRECTED, PAPER_ISSUED
from billing.invoicing.content import KIND_LETTERS, Draft, PaperRefused, content_of, faults_of
from billing.models import Issuer, Paper, PaperCounter
from billing.sealing import digest_of
from metering.public import fiscal_year_of

_OPEN: Final = (Paper.State.ISSUED, Paper.State.RETURNED)


def issue_paper(*, draft: Draft, actor: Actor, now: datetime) -> Paper:
    """The new paper, or the one that stands for the key already: safe to repeat, also after a kill.

    Raises PaperRefused with every fault.
    """
    issuer = _checked(draft)
    with transaction.atomic():
        paper, made = _write(draft, issuer, None, now)
        if made:
            _record_issued(paper, actor, now)
    return paper


def correct_paper(*, paper_id: int, draft: Draft, actor: Actor, now: datetime) -> Paper:
    """A new paper in the place of an open one, which stays as it was and says that it was replaced.

    Raises PaperRefused with every fault, also when the paper is paid or was corrected before.
    """
    issuer = _checked(draft)
    with transaction.atomic():
        old = Paper.objects.select_for_update().get(pk=paper_id)
        if old.state not in _OPEN:
            raise PaperRefused([_("支払済みまたは訂正済みの書類は訂正できません。画面を読み直してください。")])
        paper, made = _write(draft, issuer, old, now)
        if not made:
            raise PaperRefused([_("この訂正はすでに発行されています。")])
        Paper.objects.filter(pk=old.pk).update(state=Paper.State.REPLACED)
        detail = {"corrects": old.number, "yen": paper.total_yen}
        record(action=PAPER_CORRECTED, actor=actor, subject=_subject(paper), detail=detail, at=now)
    return paper


def _checked(draft: Draft) -> Issuer:
    issuer = Issuer.objects.filter(consortium_id=draft.consortium_id).first()
    missing = [] if issuer else [_("発行者が登録されていません。「書類」の「発行者」で登録してください。")]
    faults = [*missing, *faults_of(draft=draft)]
    if faults or issuer is None:
        raise PaperRefused(faults)
    return issuer


def _write(draft: Draft, issuer: Issuer, old: Paper | None, now: datetime) -> tuple[Paper, bool]:
    """The counter's row is locked first; the key is looked up behind the lock, so of two runs one writes."""
    year = fiscal_year_of(day=draft.lines[0].first)
    where = {"consortium_id": draft.consortium_id, "kind": draft.kind.value, "fiscal_year": year}
    PaperCounter.objects.bulk_create([PaperCounter(**where)], ignore_conflicts=True)
    counter = PaperCounter.objects.select_for_update().get(**where)
    known = Paper.objects.filter(key=draft.key).first()
    if known:
        return known, False
    sequence = counter.last + 1
    number = f"{KIND_LETTERS[draft.kind]}{year}-{sequence:04d}"
    corrects = old.number if old else ""
    content = content_of(draft=draft, number=number, issuer=issuer.as_facts(), corrects=corrects)
    paper = Paper.objects.create(
        **where,
        sequence=sequence,
        number=number,
        key=draft.key,
        town_id=draft.town_id,
        town_name=draft.town_name,
        title=draft.title,
        issued_on=draft.issued_on,
        due_on=draft.due_on,
        total_yen=content["total"],
        content=content,
        digest=digest_of(content=content),
        corrects=old,
        created_at=now,
    )
    PaperCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    return paper, True


def _record_issued(paper: Paper, actor: Actor, now: datetime) -> None:
    detail = {"yen": paper.total_yen, "town": paper.town_name, "digest": paper.digest[:12]}
    record(action=PAPER_ISSUED, actor=actor, subject=_subject(paper), detail=detail, at=now)


def _subject(paper: Paper) -> Subject:
    return Subject("billing.paper", str(paper.pk), f"{paper.get_kind_display()} {paper.number}")
