"""Classes of consumption tax: each line of a paper has one."""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class TaxClass(StrEnum):
    """How a line is taxed; there is no default, a line without a class is refused."""

    STANDARD = "standard"
    REDUCED = "reduced"
    EXEMPT = "exempt"
    OUTSIDE = "outside"

    @property
    def percent(self) -> int:
        """The rate; 0 for what is not taxed."""
        return _PERCENT.get(self, 0)

    @property
    def label(self) -> str | Promise:
        """In words."""
        return TAX_LABELS[self]


_PERCENT: Final = {TaxClass.STANDARD: 10, TaxClass.REDUCED: 8}
TAX_LABELS: Final[dict[TaxClass, str | Promise]] = {
    TaxClass.STANDARD: _("10％"),
    TaxClass.REDUCED: _("軽減8％"),
    TaxClass.EXEMPT: _("非課税"),
    TaxClass.OUTSIDE: _("不課税（負担金など）"),
}
