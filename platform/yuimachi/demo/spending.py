"""A demo town's use of models since April, its allowances and the consortium's prices: the same on every machine."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from audit_log.public import SYSTEM
from billing.public import UnitPrice, add_once, allow, roll_up, write_price, write_rate
from metering.public import AllowanceTerms, PeriodKind, UsageEvent, day_of, fiscal_year_of, record_past, usage_total
from tenants.public import PersonFacts, Town, in_public, town_people, town_sections

MODEL: Final = "gpt-oss-120b"
EMBEDDING: Final = "multilingual-e5-large"
_JAPAN: Final = ZoneInfo("Asia/Tokyo")
_SATURDAY: Final = 5
_FAILING: Final = 0.01  # share of calls
_Use = tuple[str, str, int, int, int]
# How often a day, who uses it and how many tokens go in and out: (feature, channel, calls on a weekday, in, out).
_USES: Final[tuple[_Use, ...]] = (
    ("resident_answer", "page", 9, 3200, 420),
    ("resident_answer", "widget", 5, 3100, 390),
    ("staff_ask", "", 4, 3600, 520),
    ("draft", "", 3, 1800, 1500),
    ("embed", "", 8, 60, 0),
)
_SIZES: Final = {"kumoi": Decimal("0.6"), "shionagi": Decimal("1.3"), "wakabano": Decimal("1.9")}
_IN, _OUT, _EMBED = Decimal(300), Decimal(1200), Decimal(3)  # yen for a million tokens, as at the demo's endpoint


def list_prices(*, now: datetime) -> None:
    """The consortium's price list; written again, it stays as it is."""
    first = date(fiscal_year_of(day=day_of(at=now)), 4, 1)
    prices = {MODEL: (Decimal(2), Decimal(8), "USD"), EMBEDDING: (_EMBED, Decimal(0), "JPY")}
    with in_public():
        write_rate(currency="USD", valid_from=first, yen=Decimal(150), note="協議会の予算レート", actor=SYSTEM, now=now)
        for model, (tokens_in, tokens_out, currency) in prices.items():
            price = UnitPrice(first, None, tokens_in, tokens_in, tokens_out, Decimal(0), currency)
            write_price(model=model, price=price, note="提供者の料金表（4月1日）", actor=SYSTEM, now=now)


def spend(*, slug: str, town: Town, now: datetime) -> None:
    """The town's use since April, its allowances, and the consortium's copy; a town that used models keeps its own."""
    today = day_of(at=now)
    first = date(fiscal_year_of(day=today), 4, 1)
    if not usage_total(since=first, until=today).calls:
        record_past(events=_events(slug, first, today))
        _allow(slug, first, now)
    roll_up(town=town, now=now)


def _events(slug: str, first: date, today: date) -> Iterator[UsageEvent]:
    people = [one for one in town_people() if one.section_ids]
    for ordinal in range((today - first).days):
        day = first + timedelta(days=ordinal)
        chance = Random(f"{slug} {day}")  # noqa: S311  a demo's numbers, no secret
        busy = float(_SIZES[slug]) * (1 + ordinal / 400) * (0.35 if _rests(day) else 1)
        for use in _USES:
            if _rests(day) and not use[1]:
                continue  # nobody is at the town hall
            for number in range(round(use[2] * busy * chance.uniform(0.7, 1.3))):
                key = uuid5(NAMESPACE_URL, f"{slug}/{day}/{'/'.join(use[:2])}/{number}")
                yield _event(key, day, use, people, chance)


def _event(key: UUID, day: date, use: _Use, people: list[PersonFacts], chance: Random) -> UsageEvent:
    feature, channel, _calls, tokens_in, tokens_out = use
    person = chance.choice(people) if people and not channel and feature != "embed" else None
    return UsageEvent(
        event_id=key,
        at=datetime(day.year, day.month, day.day, chance.randint(8, 19), chance.randint(0, 59), tzinfo=_JAPAN),
        feature=feature,
        channel=channel,
        endpoint_name="デモ",
        outcome="ok" if chance.random() > _FAILING else "timeout",
        section_id=min(person.section_ids) if person else None,
        person_id=person.id if person else None,
        **_tokens(feature, round(tokens_in * chance.uniform(0.6, 1.5)), round(tokens_out * chance.uniform(0.5, 1.6))),
    )


def _rests(day: date) -> bool:
    return day.weekday() >= _SATURDAY


def _tokens(feature: str, tokens_in: int, tokens_out: int) -> dict[str, Any]:
    if feature == "embed":
        return {"model": EMBEDDING, "tokens_in": tokens_in, "embeddings": 1, "cost_yen": tokens_in * _EMBED / 1_000_000}
    cost = (tokens_in * _IN + tokens_out * _OUT) / 1_000_000
    return {"model": MODEL, "tokens_in": tokens_in, "tokens_out": tokens_out, "cost_yen": cost}


def _allow(slug: str, first: date, now: datetime) -> None:
    """A year for the whole town, a month for the first section, and something added once."""
    section = next(section for section in town_sections())
    year = AllowanceTerms(None, PeriodKind.FISCAL_YEAR, Decimal(round(16000 * _SIZES[slug])), None, first)
    month = AllowanceTerms(section.id, PeriodKind.MONTH, None, 400_000, first)
    allow(terms=year, scope_name="町全体", actor=SYSTEM, now=now)
    allow(terms=month, scope_name=section.name, actor=SYSTEM, now=now)
    if slug == "shionagi":
        add_once(
            section_id=None,
            scope_name="町全体",
            period_kind=PeriodKind.FISCAL_YEAR,
            amount_yen=Decimal(2000),
            tokens=0,
            reason="台風のときに質問が増えたため",
            actor=SYSTEM,
            now=now,
        )
