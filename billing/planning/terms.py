"""What a plan charges, as data, and what has to be true of it. No database. Yen are whole, before tax."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.tax_classes import TaxClass

_WHOLE: Final = Decimal(100)


class Cycle(StrEnum):
    """How often the base fee is due."""

    MONTHLY = "monthly"
    YEARLY = "yearly"


class Meter(StrEnum):
    """What is counted against the included allowance."""

    CALLS = "calls"
    KILOTOKENS = "kilotokens"
    YEN = "yen"


CYCLE_LABELS: Final[dict[Cycle, str | Promise]] = {
    Cycle.MONTHLY: gettext_lazy("月額"),
    Cycle.YEARLY: gettext_lazy("年額"),
}
METER_LABELS: Final[dict[Meter, str | Promise]] = {
    Meter.CALLS: gettext_lazy("モデルの利用回数（回）"),
    Meter.KILOTOKENS: gettext_lazy("トークン（1,000トークン）"),
    Meter.YEN: gettext_lazy("モデルの費用（円・協議会の単価）"),
}
METER_UNITS: Final[dict[Meter, str | Promise]] = {
    Meter.CALLS: gettext_lazy("回"),
    Meter.KILOTOKENS: gettext_lazy("千トークン"),
    Meter.YEN: gettext_lazy("円"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A class of population: up to and with `up_to` inhabitants (None: everybody above) the base fee is `yen`."""

    up_to: int | None
    yen: int


@dataclass(frozen=True, slots=True)
class Option:
    """What a town may add; `yen` for one cycle."""

    name: str
    yen: int


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """One edition of a plan.

    The base fee of a cycle is the yen of the population's class plus `per_person` yen for each inhabitant. `included`
    units of `meter` a month are in it; each unit above costs `unit_price`. The discount is of fee
    and options, to its last day if it has one.
    """

    cycle: Cycle
    steps: tuple[Step, ...]
    tax: TaxClass
    per_person: Decimal = Decimal(0)
    meter: Meter = Meter.CALLS
    included: int = 0
    unit_price: Decimal = Decimal(0)
    options: tuple[Option, ...] = ()
    discount_percent: Decimal = Decimal(0)
    discount_name: str = ""
    discount_until: date | None = None

    @property
    def needs_population(self) -> bool:
        """Whether the fee depends on how many live there."""
        return len(self.steps) > 1 or bool(self.per_person) or self.steps[0].up_to is not None


class PlanRefused(ValueError):
    """The plan or its figures do not give a charge; `faults` are Japanese sentences, one for each reason."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(faults))


def faults_of(*, terms: PlanTerms) -> tuple[str, ...]:
    """What is wrong, in sentences; empty when it can be charged."""
    faults = [*_step_faults(terms.steps)]
    if terms.per_person < 0 or terms.unit_price < 0 or terms.included < 0:
        faults.append(_("単価と含まれる量は0以上にしてください。"))
    if any(option.yen < 0 or not option.name for option in terms.options):
        faults.append(_("オプションには名前と0円以上の金額を入れてください。"))
    if len({option.name for option in terms.options}) != len(terms.options):
        faults.append(_("同じ名前のオプションが二度あります。名前を変えてください。"))
    if not 0 <= terms.discount_percent <= _WHOLE:
        faults.append(_("割引は0％から100％までにしてください。"))
    if terms.discount_percent and not terms.discount_name:
        faults.append(_("割引の名前を入れてください。請求書の明細に載ります。"))
    if terms.discount_until and not terms.discount_percent:
        faults.append(_("割引の期限だけが入っています。割引（％）も入れるか、期限を空欄にしてください。"))
    return tuple(faults)


def _step_faults(steps: Sequence[Step]) -> list[str]:
    if not steps:
        return [_("基本料金がありません。1つ以上の人口区分を入れてください。")]
    faults = []
    if any(step.yen < 0 for step in steps):
        faults.append(_("基本料金は0円以上にしてください。"))
    bounds = [step.up_to for step in steps]
    if bounds[-1] is not None or None in bounds[:-1]:
        faults.append(_("最後の人口区分だけ、人口の上限を空欄にしてください（それより多い町すべて）。"))
    numbers = [bound for bound in bounds if bound is not None]
    if any(bound <= 0 for bound in numbers) or numbers != sorted(set(numbers)):
        faults.append(_("人口の上限は、1人以上で小さい順に入れてください。"))
    return faults


def base_fee(*, terms: PlanTerms, population: int | None) -> int:
    """Yen of one cycle for a population. Raises PlanRefused when it is needed and missing or not above zero."""
    if not terms.needs_population:
        return terms.steps[0].yen
    if population is None or population <= 0:
        raise PlanRefused([_("人口が登録されていません。協議会が契約の画面で人口を登録すると計算できます。")])
    step = next(step for step in terms.steps if step.up_to is None or population <= step.up_to)
    return step.yen + int(terms.per_person * population)
