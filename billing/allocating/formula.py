"""A rule of allocation (按分) as data, and what has to be true of it. No database.

Each part is divided in proportion to base ** exponent: 均等割 has the base 1 for everybody, 人口割 the population,
固定割合 agreed ratios. An exponent below 1 makes a part degressive: with log2 1.5 = 0.585, as 北海道 HARP has it, twice
the population pays one and a half times.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WHOLE: Final = Decimal(100)


class Base(StrEnum):
    """What a part is divided by."""

    EQUAL = "equal"
    POPULATION = "population"
    USAGE = "usage"
    NEED = "need"
    FIXED = "fixed"


BASE_LABELS: Final[Mapping[Base, str | Promise]] = {
    Base.EQUAL: gettext_lazy("均等割"),
    Base.POPULATION: gettext_lazy("人口割"),
    Base.USAGE: gettext_lazy("実績割"),
    Base.NEED: gettext_lazy("基準財政需要額割"),
    Base.FIXED: gettext_lazy("固定割合"),
}


FIGURE_LABELS: Final[Mapping[Base, str | Promise]] = {
    Base.POPULATION: gettext_lazy("人口（人）"),
    Base.USAGE: gettext_lazy("実績（回）"),
    Base.NEED: gettext_lazy("基準財政需要額（千円）"),
    Base.FIXED: gettext_lazy("固定割合"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part: `weight` percent of what is to be divided, by `base` to the power of `exponent`."""

    base: Base
    weight: Decimal
    exponent: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Formula:
    """The whole rule. Yen are whole; `flat_yen` is paid by each member before anything is divided, then the host pays
    `host_percent` of the rest alone. `minimum_yen`, `cap_yen`: bounds of a member's whole share, None without."""

    parts: tuple[Part, ...]
    flat_yen: int = 0
    host_percent: Decimal = Decimal(0)
    minimum_yen: int | None = None
    cap_yen: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A municipality with its figures; `code` also decides who comes first when remainders are equal."""

    code: str
    name: str
    bases: Mapping[Base, Decimal | None]
    is_host: bool = False


class AllocationRefused(ValueError):
    """The rule or its figures do not allow a division; `faults` are Japanese sentences, one for each reason."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(faults))


def faults_of(*, total: int, revenue: int, formula: Formula, members: Sequence[Member]) -> tuple[str, ...]:
    """What is wrong, in sentences; empty when the bill can be divided."""
    faults = [*_money_faults(total, revenue, formula, len(members)), *_part_faults(formula)]
    if not members:
        return (*faults, _("構成団体がありません。1団体以上を入れてください。"))
    if len({member.code for member in members}) != len(members):
        faults.append(_("同じ団体コードが二度あります。"))
    hosts = sum(member.is_host for member in members)
    if formula.host_percent and hosts != 1:
        faults.append(_("幹事団体の負担を決めるときは、幹事団体をちょうど1つ選んでください。"))
    for part in formula.parts:
        if part.base is not Base.EQUAL:
            faults += _base_faults(part.base, members)
    return tuple(dict.fromkeys(faults))


def _money_faults(total: int, revenue: int, formula: Formula, count: int) -> list[str]:
    faults = []
    if total <= 0:
        faults.append(_("分ける総額は1円以上にしてください。"))
    if revenue < 0 or revenue > total:
        faults.append(_("特定財源は0円以上、総額以下にしてください。"))
    net = total - revenue
    if formula.flat_yen < 0 or formula.flat_yen * count > net:
        faults.append(_("1団体ごとの定額の合計が、分ける額を超えています。"))
    if not 0 <= formula.host_percent <= WHOLE:
        faults.append(_("幹事団体の負担は0％から100％までにしてください。"))
    low, high = formula.minimum_yen, formula.cap_yen
    if low is not None and (low < 0 or low * count > net):
        faults.append(_("最低額の合計が、分ける額を超えています。最低額を下げてください。"))
    if high is not None and high * count < net:
        faults.append(_("上限額の合計が、分ける額に足りません。上限額を上げてください。"))
    if low is not None and high is not None and low > high:
        faults.append(_("最低額が上限額より大きくなっています。"))
    return faults


def _part_faults(formula: Formula) -> list[str]:
    faults = []
    if not formula.parts:
        return [_("割り方がありません。1つ以上を入れてください。")]
    if any(part.weight <= 0 for part in formula.parts):
        faults.append(_("割り方の割合は0％より大きくしてください。使わない割り方は消してください。"))
    whole = sum((part.weight for part in formula.parts), Decimal(0))
    if whole != WHOLE:
        faults.append(
            _("割り方の割合の合計が%(sum)s％です。ちょうど100％にしてください。") % {"sum": f"{whole.normalize():f}"}
        )
    if len({part.base for part in formula.parts}) != len(formula.parts):
        faults.append(_("同じ割り方が二度あります。1つにまとめてください。"))
    if any(not 0 < part.exponent <= 2 for part in formula.parts):  # noqa: PLR2004  twice as steep as proportional
        faults.append(_("逓減の指数は0より大きく2以下にしてください。比例のときは1です。"))
    return faults


def _base_faults(base: Base, members: Sequence[Member]) -> list[str]:
    label, faults, values = BASE_LABELS[base], [], []
    for member in members:
        value = member.bases.get(base)
        if value is None:
            faults.append(_("%(name)sの%(base)sの数がありません。") % {"name": member.name, "base": label})
        elif value < 0:
            faults.append(_("%(name)sの%(base)sの数が0より小さくなっています。") % {"name": member.name, "base": label})
        else:
            values.append(value)
    if not faults and not any(values):
        faults.append(_("%(base)sの数がすべて0です。割り方を変えるか、数を入れてください。") % {"base": label})
    return faults
