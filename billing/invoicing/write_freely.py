"""Papers that the operator writes by hand: lines of its own, a part off an invoice. Once for each token of a form."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from audit_log.public import Actor
from billing.invoicing.close_month import occasion_of
from billing.invoicing.content import Draft, Kind, PaperRefused
from billing.invoicing.correct import credit_paper
from billing.invoicing.drafts import credit_of
from billing.invoicing.issue import issue_paper
from billing.models import Paper
from billing.planning.charge import ChargeLine
from billing.printing import PAPER_LANGUAGE
from tenants.public import member


def issue_free(
    *,
    town_id: int,
    kind: str,
    title: str,
    lines: Sequence[ChargeLine],
    note: str,
    token: UUID,
    actor: Actor,
    now: datetime,
) -> Paper:
    """A quotation or an invoice of lines that somebody wrote. Raises PaperRefused."""
    town = member(town_id=town_id)
    with override(PAPER_LANGUAGE):
        if town is None:
            raise PaperRefused([_("宛先の自治体がありません。")])
        occasion = occasion_of(consortium_id=town.consortium_id, now=now)
        draft = Draft(
            kind=Kind(kind),
            key=f"free:{token}",
            consortium_id=town.consortium_id,
            town_id=town.town_id,
            town_code=town.code,
            town_name=town.name,
            title=title,
            lines=tuple(lines),
            issued_on=occasion.today,
            due_on=occasion.due_on if kind == Kind.INVOICE else None,
            note=note,
        )
        return issue_paper(draft=draft, actor=actor, now=now)


def issue_credit(*, paper: Paper, line: ChargeLine, reason: str, token: UUID, actor: Actor, now: datetime) -> Paper:
    """A credit note of one line on an invoice. Raises PaperRefused."""
    with override(PAPER_LANGUAGE):
        occasion = occasion_of(consortium_id=paper.consortium_id, now=now)
        key = f"credit:{paper.pk}:{token}"
        draft = credit_of(paper=paper, lines=[line], reason=reason, key=key, occasion=occasion)
        return credit_paper(paper_id=paper.pk, draft=draft, actor=actor, now=now)
