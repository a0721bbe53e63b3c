"""What the operator's page of money shows: transfers, each with what it would pay."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from billing.invoicing.content import Kind
from billing.models import BankCredit, Paper
from billing.reconciling.suggest import WHY_LABELS, OpenInvoice, suggest_all
from billing.reconciling.transfer import Transfer
from tenants.public import members_of
from web.public import Cut, cut

_PAGE: Final = 20
_MOST_INVOICES: Final = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A transfer and what is suggested: papers with yen, reasons in words, yen that would be over."""

    credit: BankCredit
    parts: tuple[tuple[Paper, int], ...]
    why: tuple[str, ...]
    left: int

    @property
    def title(self) -> str:
        """Who paid, as the bank writes it."""
        return self.credit.payer or self.credit.note or _("振込人の記載なし")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page of transfers in a state. `open_count`: of all that wait."""

    cut: Cut[BankCredit]
    rows: tuple[Row, ...]
    state: str
    states: tuple[tuple[str, str], ...]
    open_count: int


def waiting(*, consortium_id: int, query: Mapping[str, str]) -> Waiting:
    """Transfers in the asked state, those that wait first; five queries at most."""
    rows = BankCredit.objects.filter(consortium_id=consortium_id)
    state = query.get("state", "")
    state = state if state in BankCredit.State.values else BankCredit.State.OPEN.value
    page: Cut[BankCredit] = cut(items=rows.filter(state=state), number=query.get("page", ""), size=_PAGE)
    shown = list(page.items)
    found = suggested(rows=shown) if state == BankCredit.State.OPEN else [Row(one, (), (), 0) for one in shown]
    states = tuple((value, str(label)) for value, label in BankCredit.State.choices)
    return Waiting(page, tuple(found), state, states, rows.filter(state=BankCredit.State.OPEN).count())


def suggested(*, rows: Sequence[BankCredit]) -> list[Row]:
    """Transfers of one consortium with what they would pay; two queries."""
    if not rows:
        return []
    papers = open_invoices(consortium_id=rows[0].consortium_id)
    kana = {one.town_id: one.kana for one in members_of(consortium_id=rows[0].consortium_id)}
    offered = [OpenInvoice(one.pk, one.number, kana.get(one.town_id, ""), one.rest_yen) for one in papers]
    by_id = {one.pk: one for one in papers}
    transfers = [Transfer(one.day, one.left_yen, one.payer, one.note) for one in rows]
    return [
        Row(
            credit,
            tuple((by_id[number], yen) for number, yen in made.parts),
            tuple(str(WHY_LABELS[why]) for why in made.why),
            made.left,
        )
        for credit, made in zip(rows, suggest_all(transfers=transfers, invoices=offered), strict=True)
    ]


def open_invoices(*, consortium_id: int) -> list[Paper]:
    """Invoices that wait for money, the ones due first; without their content. One query."""
    rows = Paper.objects.filter(consortium_id=consortium_id, kind=Kind.INVOICE.value, state=Paper.State.ISSUED)
    return list(rows.defer("content").order_by("due_on", "pk"))


def invoices_for(*, row: Row, words: str, named: Collection[str] = ()) -> list[tuple[Paper, int]]:
    """Invoices to choose from for a transfer: the suggested ones first with their yen, then what fits `words`.

    `named`: ids that a form was sent with. The list of transfers, where clearer ones choose first, may have offered
    another invoice than this transfer alone would get, and there may be more than are shown.
    """
    chosen = {paper.pk: yen for paper, yen in row.parts}
    papers = open_invoices(consortium_id=row.credit.consortium_id)
    first = {one.pk for one in papers if one.pk in chosen or str(one.pk) in named}
    fitting = [one for one in papers if one.pk in first or not words or words in one.town_name or words in one.number]
    fitting.sort(key=lambda one: (one.pk not in chosen, one.pk not in first))
    return [(one, chosen.get(one.pk, 0)) for one in fitting[:_MOST_INVOICES]]
