"""The demo consortium's plan, its towns on it, and the invoices that come of it."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from audit_log.public import Actor, ActorKind
from billing.public import (
    Cycle,
    Option,
    PlanTerms,
    Step,
    TaxClass,
    plans_written,
    put_town,
    run_close,
    write_issuer,
    write_plan,
)
from metering.public import day_of, fiscal_year_of
from tenants.public import consortiums, in_public, members_of
from yuimachi.demo.content import SLUGS, DemoTown, demo_town

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
    """The same again changes nothing: what begins on the same day is replaced, what was invoiced stays."""
    with in_public():
        if plans_written():
            return
    first = date(fiscal_year_of(day=day_of(at=now)), 4, 1)
    with in_public():
        note = "協議会規約 別表第2"
        plan = write_plan(name=NAME, valid_from=first, terms=_TERMS, note=note, actor=_OPERATOR, now=now)
        people = {one.municipality.code: one.profile.get("population") for one in map(_written, SLUGS)}
        for town in members_of(consortium_id=consortiums()[0].id):
            put_town(
                town_id=town.town_id,
                town_name=town.name,
                plan_id=plan,
                options=["LINE連携"],
                population=people.get(town.code),
                valid_from=first,
                actor=_OPERATOR,
                now=now,
            )


def issue_papers(*, now: datetime) -> None:
    """Who issues, the invoices of the two months before this one, which are closed once."""
    first = day_of(at=now).replace(day=1)
    with in_public():
        body = consortiums()[0]
        write_issuer(
            consortium_id=body.id,
            values={
                "name": body.name,
                "representative": "会長 若葉野町長",
                "address": "結県若葉野町本町1番1号",
                "phone": "0999-30-1100",
                "t_number": "T7010705000725",
                "bank_account": "結県銀行 若葉野支店 普通 1234567",
            },
            actor=_OPERATOR,
            now=now,
        )
        for back in (2, 1):
            month = first
            for _step in range(back):
                month = (month - timedelta(days=1)).replace(day=1)
            if fiscal_year_of(day=month) == fiscal_year_of(day=first):
                run_close(consortium_id=body.id, month=f"{month:%Y-%m}", actor=_OPERATOR, now=now)


def _written(slug: str) -> DemoTown:
    return demo_town(slug=slug)
