"""What people begin at a desk: closing a month, invoices of an allocation, quotations, follow-ups, corrections.

What is frozen is Japanese, also when the operator reads the pages in English; so are the reasons for a refusal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from audit_log.public import Actor, Subject, record
from billing.audit_actions import ISSUER_WRITTEN
from billing.invoicing.close_month import Closed, close_month, occasion_of
from billing.invoicing.content import KIND_LABELS, Draft, Kind, PaperRefused
from billing.invoicing.correct import correct_paper
from billing.invoicing.drafts import completion_of, correction_of, estimate_of, reminder_of, shares_of
from billing.invoicing.issue import issue_paper, issue_papers
from billing.models import Allocation, Issuer, Paper
from billing.planning.charge import ChargeLine
from billing.planning.show_plans import plan_page
from billing.printing import PAPER_LANGUAGE
from billing.watching.all_towns import month_of, months_to_choose
from metering.public import day_of
from tenants.public import ConsortiumFacts, MemberFacts, consortiums, members_of
from web.public import Cut, cut


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of papers with its filters as they were understood."""

    cut: Cut[Paper]
    kind: str
    state: str
    words: str
    kinds: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]
    overdue: int
    today: date


def paper_list(*, query: Mapping[str, str], today: date, town_id: int | None = None) -> Listed:
    """Papers by kind, state (also "overdue") and words of a town or number; three queries."""
    rows = Paper.objects.all() if town_id is None else Paper.objects.filter(town_id=town_id)
    overdue = rows.overdue(today=today).count()
    kind, state, words = query.get("kind", ""), query.get("state", ""), query.get("q", "").strip()
    if state == "overdue":
        rows = rows.overdue(today=today)
    elif state in Paper.State.values:
        rows = rows.filter(state=state)
    if kind in set(Kind):
        rows = rows.filter(kind=kind)
    if words:
        rows = rows.filter(town_name__contains=words) | rows.filter(number__contains=words)
    page: Cut[Paper] = cut(items=rows.defer("content"), number=query.get("page", ""))
    kinds = tuple((one.value, str(label)) for one, label in KIND_LABELS.items())
    states = (*((value, str(label)) for value, label in Paper.State.choices), ("overdue", _("期限切れ")))
    return Listed(page, kind, state, words, kinds, states, overdue, today)


def without_issuer() -> tuple[ConsortiumFacts, ...]:
    """Consortiums that cannot issue yet; two queries. In the public schema."""
    known = set(Issuer.objects.values_list("consortium_id", flat=True))
    return tuple(one for one in consortiums() if one.id not in known)


def months_to_close(*, now: datetime) -> list[tuple[str, str]]:
    """The months that are over, the last one first."""
    return months_to_choose(now=now)[1:]


def run_close(*, consortium_id: int, month: str, actor: Actor, now: datetime) -> Closed:
    """Close a month written as 2026-11. Raises PaperRefused."""
    members = members_of(consortium_id=consortium_id)
    period = month_of(words=month, now=now)
    with override(PAPER_LANGUAGE):
        return close_month(consortium_id=consortium_id, members=members, month=period, actor=actor, now=now)


def issue_shares(*, allocation: Allocation, actor: Actor, now: datetime) -> int:
    """An invoice for each member of a decided allocation; how many there are now. Raises PaperRefused."""
    with override(PAPER_LANGUAGE):
        occasion = occasion_of(consortium_id=allocation.consortium_id, now=now)
        drafts = [draft for draft in shares_of(allocation=allocation, occasion=occasion) if draft.lines[0].yen]
        refused = issue_papers(drafts=drafts, actor=actor, now=now)
    if refused:
        raise PaperRefused([fault for why in refused.values() for fault in why.faults])
    return len(drafts)


def issue_estimate(*, town: MemberFacts, actor: Actor, now: datetime) -> Paper:
    """Next year's 見積書, one a day at most. Raises PaperRefused."""
    with override(PAPER_LANGUAGE):
        page = plan_page(town=town, now=now)
        if page.coming is None:
            raise PaperRefused(page.faults or [_("来年度に有効な契約がありません。契約を登録してください。")])
        occasion = occasion_of(consortium_id=town.consortium_id, now=now)
        return issue_paper(draft=estimate_of(town=town, coming=page.coming, occasion=occasion), actor=actor, now=now)


def follow_paper(*, paper: Paper, kind: str, actor: Actor, now: datetime) -> Paper:
    """The report of completion of an invoice, or a reminder of an overdue one. Raises PaperRefused."""
    with override(PAPER_LANGUAGE):
        return issue_paper(draft=_follower(paper, kind, now), actor=actor, now=now)


def _follower(paper: Paper, kind: str, now: datetime) -> Draft:
    occasion = occasion_of(consortium_id=paper.consortium_id, now=now)
    if paper.kind != Kind.INVOICE or paper.state == Paper.State.REPLACED:
        raise PaperRefused([_("訂正されていない請求書からだけ発行できます。")])
    if kind == Kind.COMPLETION:
        return completion_of(paper=paper, occasion=occasion)
    late = paper.state == Paper.State.ISSUED and paper.due_on is not None and paper.due_on < day_of(at=now)
    if kind != Kind.REMINDER or not late:
        raise PaperRefused([_("督促状は、期限を過ぎて入金のない請求書にだけ発行できます。")])
    return reminder_of(paper=paper, occasion=occasion)


def correct_by_lines(*, paper: Paper, lines: Sequence[ChargeLine], reason: str, actor: Actor, now: datetime) -> Paper:
    """Replace a paper by one with other lines. Raises PaperRefused."""
    with override(PAPER_LANGUAGE):
        occasion = occasion_of(consortium_id=paper.consortium_id, now=now)
        draft = correction_of(paper=paper, lines=lines, reason=reason, occasion=occasion)
        return correct_paper(paper_id=paper.pk, draft=draft, actor=actor, now=now)


def write_issuer(*, consortium_id: int, values: Mapping[str, Any], actor: Actor, now: datetime) -> None:
    """Keep who issues; `values` by field. In the public schema."""
    with transaction.atomic():
        row, _made = Issuer.objects.update_or_create(consortium_id=consortium_id, defaults=dict(values))
        detail = {"t_number": row.t_number, "rounding": row.rounding, "payment_days": row.payment_days}
        subject = Subject("billing.issuer", str(row.pk), row.name)
        record(action=ISSUER_WRITTEN, actor=actor, subject=subject, detail=detail, at=now)
