"""The allowances of a town as its page shows them: how far each is used, and what will follow."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from billing.watching.allow import limit_words
from billing.watching.wording import section_names
from metering.public import (
    Added,
    AllowanceLevel,
    AllowanceState,
    AllowanceTerms,
    AllowanceUnit,
    PeriodKind,
    allowance_states,
    allowances,
    day_of,
    period_of,
    top_ups,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One allowance that holds now. `left`: never below zero."""

    scope: str
    period_word: str
    state: AllowanceState
    used: str
    limit: str
    left: str
    level_word: str
    level_kind: str

    @property
    def bar(self) -> int:
        """The part of the bar that is full: 100 at most."""
        return min(self.state.percent, 100)


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the list of all allowances; `when`: past, now or later."""

    scope: str
    period_word: str
    limit: str
    terms: AllowanceTerms
    when: str


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the page of allowances shows."""

    standing: tuple[Standing, ...]
    listed: tuple[Listed, ...]
    added: tuple[tuple[str, str, str, Added], ...]

    @property
    def worst(self) -> AllowanceLevel:
        """The worst level of all; OK without any."""
        return max((one.state.level for one in self.standing), default=AllowanceLevel.OK)


def board(*, now: datetime) -> Board:
    """The entered town's allowances at `now`; four queries."""
    names = section_names()
    today = day_of(at=now)
    year = period_of(kind=PeriodKind.FISCAL_YEAR, day=today)
    return Board(
        standing=tuple(_standing(state, names) for state in allowance_states(now=now)),
        listed=_listed(allowances(), names, today),
        added=tuple(
            (
                scope_name(section_id=one.section_id, names=names),
                period_word(kind=one.period_kind),
                limit_words(amount_yen=one.yen or None, tokens=one.tokens or None),
                one,
            )
            for one in top_ups(since=year.first)
        ),
    )


def scope_name(*, section_id: int | None, names: dict[int, str]) -> str:
    """「町全体」 or the section's name."""
    if section_id is None:
        return _("町全体")
    return names.get(section_id) or _("廃止した課")


def period_word(*, kind: PeriodKind) -> str:
    """「毎月」 or 「年度」."""
    return _("毎月") if kind is PeriodKind.MONTH else _("年度（4月から3月まで）")


def _standing(state: AllowanceState, names: dict[int, str]) -> Standing:
    limit = state.limit or Decimal(0)
    word, kind = {
        AllowanceLevel.OK: (_("余裕があります"), "success"),
        AllowanceLevel.WARN70: (_("残りが少なくなりました"), "warning"),
        AllowanceLevel.WARN90: (_("もうすぐなくなります"), "warning"),
        AllowanceLevel.SPENT: (_("使い切りました"), "error"),
    }[state.level]
    return Standing(
        scope=scope_name(section_id=state.section_id, names=names),
        period_word=period_word(kind=state.period.kind if state.period else PeriodKind.MONTH),
        state=state,
        used=_amount(state.unit, state.used),
        limit=_amount(state.unit, limit),
        left=_amount(state.unit, max(limit - state.used, Decimal(0))),
        level_word=word,
        level_kind=kind,
    )


def _amount(unit: AllowanceUnit, amount: Decimal) -> str:
    if unit is AllowanceUnit.YEN:
        return limit_words(amount_yen=amount, tokens=None)
    return limit_words(amount_yen=None, tokens=int(amount))


def _listed(all_terms: tuple[AllowanceTerms, ...], names: dict[int, str], today: date) -> tuple[Listed, ...]:
    """Of several of one scope and period that have begun, the last one holds."""
    holding = {(t.section_id, t.period_kind): t.valid_from for t in all_terms if t.valid_from <= today}
    rows = []
    for terms in all_terms:
        when = "now" if holding.get((terms.section_id, terms.period_kind)) == terms.valid_from else "past"
        if terms.valid_until and terms.valid_until < today:
            when = "past"
        rows.append(
            Listed(
                scope=scope_name(section_id=terms.section_id, names=names),
                period_word=period_word(kind=terms.period_kind),
                limit=limit_words(amount_yen=terms.limit_yen, tokens=terms.limit_tokens),
                terms=terms,
                when="later" if terms.valid_from > today else when,
            )
        )
    return tuple(rows)
