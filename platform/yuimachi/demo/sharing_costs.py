"""The demo consortium's bill: this year's share decided, next year's with the members for their opinion."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from audit_log.public import Actor, ActorKind
from billing.public import (
    AllocationTerms,
    Base,
    Part,
    answer_all,
    ask_members,
    begin_allocation,
    decide,
    opine,
)
from metering.public import day_of, fiscal_year_of
from tenants.public import Town, all_towns, consortiums, in_public, in_town

TITLE: Final = "生成AI共同利用の運営費"
_OPERATOR: Final = Actor(ActorKind.OPERATOR, "", "結城 運営")
_PARTS: Final = (
    Part(Base.EQUAL, Decimal(10)),
    Part(Base.POPULATION, Decimal(45)),
    Part(Base.USAGE, Decimal(45)),
)
_NOTE: Final = "人口は前年度3月31日の住民基本台帳、実績は前年1月から12月までの利用回数"
# Population and calls of the year before, in the order of the towns' codes.
_FIGURES: Final = ((2_841, 2_120), (8_930, 4_510), (15_280, 6_870))


def divide_costs(*, now: datetime) -> None:
    """Begin, ask, hear and decide; what is there already stays."""
    today = day_of(at=now)
    year = fiscal_year_of(day=today)
    with in_public():
        consortium = consortiums()[0].id
    towns = list(all_towns(suspended=True))
    decided = _begin(consortium, year, 3_600_000, 600_000, now - timedelta(days=200))
    if decided:
        _ask_and_hear(decided, towns, "意見はありません。", now - timedelta(days=200))
        with in_public():
            answer_all(
                allocation_id=decided, text="ありがとうございます。", actor=_OPERATOR, now=now - timedelta(days=195)
            )
            decide(allocation_id=decided, actor=_OPERATOR, now=now - timedelta(days=190))
    following = _begin(consortium, year + 1, 3_960_000, 600_000, now)
    if following:
        text = "来年度は防災無線の更新があり、負担の増える理由を議会に説明できる資料がほしいです。"
        _ask_and_hear(following, towns[:1], text, now)


def _begin(consortium: int, year: int, total: int, revenue: int, now: datetime) -> int | None:
    terms = AllocationTerms(
        consortium_id=consortium,
        fiscal_year=year,
        title=TITLE,
        total_yen=total,
        revenue_yen=revenue,
        revenue_note="県の市町村支援交付金",
        base_note=_NOTE,
        parts=_PARTS,
    )
    figures = [{Base.POPULATION: Decimal(people), Base.USAGE: Decimal(calls)} for people, calls in _FIGURES]
    with in_public():
        return begin_allocation(terms=terms, figures=figures, actor=_OPERATOR, now=now)


def _ask_and_hear(allocation_id: int, towns: list[Town], text: str, now: datetime) -> None:
    with in_public():
        ask_members(allocation_id=allocation_id, until=day_of(at=now) + timedelta(days=30), actor=_OPERATOR, now=now)
    for town in towns:
        clerk = Actor(ActorKind.PERSON, "", "企画課")
        with in_town(town):
            opine(allocation_id=allocation_id, town=town, text=text, actor=clerk, now=now)
