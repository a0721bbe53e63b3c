"""Consumption tax of a paper: rounded once for each rate (消費税法施行令 70条の10). No database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from billing.tax_classes import TaxClass


class Rounding(StrEnum):
    """What the issuer does with a part of a yen; one way for all of its papers. Of a negative sum: towards zero for
    floor, away from it for ceil, so that a correction mirrors what it corrects."""

    FLOOR = "floor"
    HALF_UP = "half_up"
    CEIL = "ceil"


ROUNDING_LABELS: Final[Mapping[Rounding, str | Promise]] = {
    Rounding.FLOOR: _("切り捨て"),
    Rounding.HALF_UP: _("四捨五入"),
    Rounding.CEIL: _("切り上げ"),
}
_MODES: Final = {Rounding.FLOOR: ROUND_DOWN, Rounding.HALF_UP: ROUND_HALF_UP, Rounding.CEIL: ROUND_UP}


@dataclass(frozen=True, slots=True)
class TaxRow:
    """One class: what its lines come to before tax, and the tax. Whole yen."""

    tax: TaxClass
    net: int
    yen: int


def tax_rows(*, amounts: Sequence[tuple[TaxClass, int]], rounding: Rounding) -> tuple[TaxRow, ...]:
    """A row for each class that occurs, in the order of the classes. `amounts`: class and yen before tax of lines."""
    rows = []
    for tax in TaxClass:
        lines = [yen for one, yen in amounts if one is tax]
        if lines:
            net = sum(lines)
            exact = Decimal(net * tax.percent) / 100
            rows.append(TaxRow(tax, net, int(exact.quantize(Decimal(1), rounding=_MODES[rounding]))))
    return tuple(rows)
