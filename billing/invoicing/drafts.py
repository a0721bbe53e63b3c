"""Drafts of papers from what is known: a month by plan, a decided allocation, next year, an issued invoice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from billing.fiscal_words import fiscal_words
from billing.invoicing.content import Draft, Kind, lines_in
from billing.models import Allocation, Paper
from billing.planning.charge import ChargeLine
from billing.planning.next_year import NextYear
from billing.tax_classes import TaxClass
from metering.public import Period
from tenants.public import MemberFacts
from web.public import era_year, wareki


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and for whom papers are issued. `days`: until an invoice is due."""

    consortium_id: int
    today: date
    days: int

    @property
    def due_on(self) -> date:
        """The last day to pay."""
        return self.today + timedelta(days=self.days)


def month_key(*, town_id: int, month: Period) -> str:
    """The key of a town's invoice of a month; it ends in the month as 2026-11."""
    return f"month:{town_id}:{month.first:%Y-%m}"


def invoice_of_month(*, town: MemberFacts, month: Period, lines: Sequence[ChargeLine], occasion: Occasion) -> Draft:
    """A month by plan."""
    words = {"year": era_year(day=month.first), "month": month.first.month}
    title = _("生成AI共同利用料（%(year)s%(month)s月分）") % words
    return replace(
        _draft(Kind.INVOICE, month_key(town_id=town.town_id, month=month), title, lines, (town, occasion)),
        due_on=occasion.due_on,
    )


def estimate_of(*, town: MemberFacts, coming: NextYear, occasion: Occasion) -> Draft:
    """Next year by plan, from this year's use."""
    title = _("%(year)s 生成AI共同利用料") % {"year": fiscal_words(year=coming.year)}
    key = f"estimate:{town.town_id}:{coming.year}:{occasion.today.isoformat()}"
    note = _("超過利用は、今年度の使い終えた%(months)sか月の平均による見込みです。") % {"months": coming.basis}
    draft = _draft(Kind.ESTIMATE, key, title, coming.lines, (town, occasion))
    return replace(draft, note=note if coming.basis else "")


def shares_of(*, allocation: Allocation, occasion: Occasion) -> list[Draft]:
    """An invoice for each member of a decided allocation; a share is no sale, so it is outside of the tax (不課税)."""
    year = allocation.fiscal_year
    drafts = []
    for row in (allocation.result or {}).get("rows", ()):
        town = MemberFacts(row["town_id"], row["code"], row["name"], None)
        line = ChargeLine(
            what=_("負担金"),
            first=date(year, 4, 1),
            last=date(year + 1, 3, 31),
            quantity=Decimal(1),
            unit=_("式"),
            unit_price=Decimal(row["total"]),
            yen=row["total"],
            tax=TaxClass.OUTSIDE,
        )
        key, title = f"allocation:{allocation.pk}:{town.town_id}", f"{allocation.year_words} {allocation.title}"
        note = _("計算書の確認値 %(digest)s") % {"digest": allocation.result_hash[:12]}
        draft = _draft(Kind.INVOICE, key, title, [line], (town, occasion))
        drafts.append(replace(draft, due_on=occasion.due_on, note=note))
    return drafts


def completion_of(*, paper: Paper, occasion: Occasion) -> Draft:
    """The report that what an invoice asks for was delivered."""
    return replace(_after(paper, Kind.COMPLETION, f"completion:{paper.pk}", occasion), note=_about(paper))


def reminder_of(*, paper: Paper, occasion: Occasion) -> Draft:
    """A reminder of an unpaid invoice, one a day at most; it asks for two more weeks at most."""
    draft = _after(paper, Kind.REMINDER, f"reminder:{paper.pk}:{occasion.today.isoformat()}", occasion)
    words = {"paid": f"{paper.received_yen:,}", "rest": f"{paper.rest_yen:,}"}
    rest = _("入金済み%(paid)s円、未払いの残り%(rest)s円。") % words if paper.rest_yen != paper.total_yen else ""
    due_on = occasion.today + timedelta(days=14)
    return replace(draft, due_on=due_on, note=f"{_about(paper)} {rest}".rstrip())


def correction_of(*, paper: Paper, lines: Sequence[ChargeLine], reason: str, occasion: Occasion) -> Draft:
    """The same paper with other lines. What a town has returned keeps its days: those until the correction do not
    count (政府契約の支払遅延防止等に関する法律 第6条第2項)."""
    due_on = occasion.due_on if paper.due_on else None
    if due_on and paper.due_on and paper.returned_on:
        due_on = max(occasion.today, paper.due_on + (occasion.today - paper.returned_on))
    draft = _after(paper, Kind(paper.kind), f"correct:{paper.pk}", occasion)
    return replace(draft, lines=tuple(lines), due_on=due_on, note=reason)


def credit_of(*, paper: Paper, lines: Sequence[ChargeLine], reason: str, key: str, occasion: Occasion) -> Draft:
    """A credit note: `lines` of amounts below zero, with the number and day of the invoice that it lessens."""
    draft = _after(paper, Kind.CREDIT, key, occasion)
    about = _("請求書 %(number)s（%(day)s発行）の減額。%(reason)s") % {
        "number": paper.number,
        "day": wareki(day=paper.issued_on),
        "reason": reason,
    }
    return replace(draft, lines=tuple(lines), note=about)


def _about(paper: Paper) -> str:
    return _("請求書 %(number)s（%(total)s円）について") % {"number": paper.number, "total": f"{paper.total_yen:,}"}


def _after(paper: Paper, kind: Kind, key: str, occasion: Occasion) -> Draft:
    town = MemberFacts(paper.town_id, paper.content["town_code"], paper.town_name, None)
    return _draft(kind, key, paper.title, lines_in(content=paper.content), (town, occasion))


def _draft(kind: Kind, key: str, title: str, lines: Sequence[ChargeLine], whom: tuple[MemberFacts, Occasion]) -> Draft:
    town, occasion = whom
    return Draft(
        kind=kind,
        key=key,
        consortium_id=occasion.consortium_id,
        town_id=town.town_id,
        town_code=town.code,
        town_name=town.name,
        title=title,
        lines=tuple(lines),
        issued_on=occasion.today,
    )
