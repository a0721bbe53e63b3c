"""Issues papers: numbered without gaps, once for each key, frozen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit_log.public import Actor, Subject, record_many
from billing.audit_actions import PAPER_ISSUED
from billing.invoicing.content import Draft, PaperRefused, faults_of
from billing.invoicing.numbering import write_papers
from billing.models import Issuer, Paper, TownAccounts


def issue_paper(*, draft: Draft, actor: Actor, now: datetime) -> Paper:
    """The new paper, or the one that stands for the key already: safe to repeat, also after a kill.

    Raises PaperRefused with every fault.
    """
    faults = faults_of(draft=draft)
    issuer = issuer_of(consortium_id=draft.consortium_id, faults=faults)
    with transaction.atomic():
        [(paper, made)] = write_papers(drafts=with_accounts(drafts=[draft]), issuer=issuer, old=None, now=now)
        if made:
            _record_issued([paper], actor, now)
    return paper


def issue_papers(*, drafts: Sequence[Draft], actor: Actor, now: datetime) -> dict[str, PaperRefused]:
    """Issue a batch of one consortium in one transaction: all that are right, or after a kill none of them.

    Returns why a draft was refused, by its key. The queries do not grow with the batch. Raises PaperRefused without an
    issuer.
    """
    told = {draft.key: faults for draft in drafts if (faults := faults_of(draft=draft))}
    right = [draft for draft in drafts if draft.key not in told]
    if right:
        issuer = issuer_of(consortium_id=right[0].consortium_id, faults=())
        with transaction.atomic():
            written = write_papers(drafts=with_accounts(drafts=right), issuer=issuer, old=None, now=now)
            _record_issued([paper for paper, made in written if made], actor, now)
    return {key: PaperRefused(faults) for key, faults in told.items()}


def with_accounts(*, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with where each town books them, as far as it has said so; one query."""
    rows = TownAccounts.objects.filter(town_id__in={draft.town_id for draft in drafts})
    known = {row.town_id: row.as_words() for row in rows}
    return [replace(draft, accounts=known.get(draft.town_id, {})) for draft in drafts]


def issuer_of(*, consortium_id: int, faults: Sequence[str]) -> Issuer:
    """Who issues for a consortium. Raises PaperRefused with the faults, and when there is nobody."""
    issuer = Issuer.objects.filter(consortium_id=consortium_id).first()
    missing = [] if issuer else [_("発行者が登録されていません。「書類」の「発行者」で登録してください。")]
    if issuer is None or faults:
        raise PaperRefused([*missing, *faults])
    return issuer


def _record_issued(papers: Sequence[Paper], actor: Actor, now: datetime) -> None:
    deeds = [
        (subject_of(paper=paper), {"yen": paper.total_yen, "town": paper.town_name, "digest": paper.digest[:12]})
        for paper in papers
    ]
    record_many(action=PAPER_ISSUED, actor=actor, deeds=deeds, at=now)


def subject_of(*, paper: Paper) -> Subject:
    """How the audit log calls a paper."""
    return Subject("billing.paper", str(paper.pk), f"{paper.get_kind_display()} {paper.number}")
