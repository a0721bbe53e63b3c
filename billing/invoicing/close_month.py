"""Closes a month: an invoice for each town on a plan. Killed and run again it goes on where it was."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from audit_log.public import Actor
from billing.invoicing.content import Draft, PaperRefused
from billing.invoicing.drafts import Occasion, invoice_of_month, month_key
from billing.invoicing.issue import issue_papers
from billing.models import Issuer, Paper
from billing.planning.charge import ChargeLine, Use, charge_month, stretches_of
from billing.planning.read_plans import Book, read_book, read_use
from billing.planning.terms import PlanRefused
from metering.public import Period, day_of
from tenants.public import MemberFacts

_AT_ONCE: Final = 100  # towns whose use is held in memory, and whose papers come at once


@dataclass(frozen=True, slots=True)
class Closed:
    """What a run did. `issued`: new invoices, `standing`: towns that had theirs, `nothing`: towns without a charge,
    `refused`: name of a town and why there is none, to be mended before the month is closed again."""

    issued: int
    standing: int
    nothing: int
    refused: tuple[tuple[str, str], ...]


def occasion_of(*, consortium_id: int, now: datetime) -> Occasion:
    """Today, with the issuer's days. Raises PaperRefused when there is no issuer."""
    issuer = Issuer.objects.filter(consortium_id=consortium_id).first()
    if issuer is None:
        raise PaperRefused([_("発行者が登録されていません。「書類」の「発行者」で登録してください。")])
    return Occasion(consortium_id, day_of(at=now), issuer.days_to_pay)


def close_month(
    *, consortium_id: int, members: Sequence[MemberFacts], month: Period, actor: Actor, now: datetime
) -> Closed:
    """Issue what is missing, a batch of towns in one transaction. In the public schema.

    A town that cannot be charged (no population, use without a price) is named and holds nobody else up. Raises
    PaperRefused for a month that is not over and when there is no issuer.
    """
    occasion = occasion_of(consortium_id=consortium_id, now=now)
    if month.last >= occasion.today:
        raise PaperRefused([_("この月はまだ終わっていません。翌月1日から締められます。")])
    issued = standing = nothing = 0
    refused: list[tuple[str, str]] = []
    for towns in _in_batches(members):
        keys = {month_key(town_id=town.town_id, month=month): town.name for town in towns}
        there = set(Paper.objects.filter(key__in=keys).values_list("town_id", flat=True))
        drafts, told, free = _drafts([town for town in towns if town.town_id not in there], month, occasion)
        faulty = issue_papers(drafts=drafts, actor=actor, now=now)
        refused += told + [(keys[key], str(why)) for key, why in faulty.items()]
        issued, standing, nothing = issued + len(drafts) - len(faulty), standing + len(there), nothing + free
    return Closed(issued, standing, nothing, tuple(refused))


def _drafts(
    towns: Sequence[MemberFacts], month: Period, occasion: Occasion
) -> tuple[list[Draft], list[tuple[str, str]], int]:
    """What is to be issued, who cannot be charged and why, and how many have nothing to pay; three queries."""
    ids = [town.town_id for town in towns]
    book, use = read_book(town_ids=ids), read_use(town_ids=ids, first=month.first, last=month.last)
    drafts: list[Draft] = []
    told: list[tuple[str, str]] = []
    free = 0
    for town in towns:
        try:
            lines = _lines(town, month, book, use.get(town.town_id, {}))
        except PlanRefused as why:
            told.append((town.name, str(why)))
            continue
        if lines:
            drafts.append(invoice_of_month(town=town, month=month, lines=lines, occasion=occasion))
        free += not lines
    return drafts, told, free


def _in_batches(members: Sequence[MemberFacts]) -> Iterator[Sequence[MemberFacts]]:
    for start in range(0, len(members), _AT_ONCE):
        yield members[start : start + _AT_ONCE]


def _lines(town: MemberFacts, month: Period, book: Book, use: Mapping[date, Use]) -> tuple[ChargeLine, ...]:
    starts = book.starts.get(town.town_id, [])
    held = stretches_of(starts=starts, editions=book.editions, first=month.first, last=month.last)
    return charge_month(stretches=held, population=town.population, month=month, use=use)
