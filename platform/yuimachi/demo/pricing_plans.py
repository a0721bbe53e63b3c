"""The demo consortium's plan, and its towns on it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final

from audit_log.public import Actor, ActorKind
from billing.public import Cycle, Option, PlanTerms, Step, TaxClass, put_town, write_plan
from metering.public import day_of, fiscal_year_of
from tenants.public import consortiums, in_public, members_of

NAME: Final = "共同利用プラン"
_OPERATOR: Final = Actor(ActorKind.OPERATOR, "", "結城 運営")
_TERMS: Final = PlanTerms(
    cycle=Cycle.MONTHLY,
    steps=(Step(3_000, 24_000), Step(10_000, 48_000), Step(None, 78_000)),
    tax=TaxClass.STANDARD,
    included=1_000,
    unit_price=Decimal("2.5"),
    options=(Option("LINE連携", 5_000),),
    discount_percent=Decimal(10),
    discount_name="共同利用割引",
)


def plan_prices(*, now: datetime) -> None:
    """The same again changes nothing: what begins on the same day is replaced."""
    first = date(fiscal_year_of(day=day_of(at=now)), 4, 1)
    with in_public():
        note = "協議会規約 別表第2"
        plan = write_plan(name=NAME, valid_from=first, terms=_TERMS, note=note, actor=_OPERATOR, now=now)
        for town in members_of(consortium_id=consortiums()[0].id):
            put_town(
                town_id=town.town_id,
                town_name=town.name,
                plan_id=plan,
                options=["LINE連携"],
                valid_from=first,
                actor=_OPERATOR,
                now=now,
            )
