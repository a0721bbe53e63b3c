"""Money, counts and file sizes as people read them."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.utils.translation import gettext as _

_STEP: Final = 1024
_UNITS: Final = ("", "KB", "MB", "GB", "TB")
_WHOLE_FROM: Final = 100


def yen(*, amount: int | Decimal) -> str:
    """1,234円; fractions of a yen are rounded half up for display, −500円 with a true minus sign."""
    whole = Decimal(amount).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return _("%(amount)s円") % {"amount": grouped(number=int(whole))}


def grouped(*, number: float | Decimal) -> str:
    """1,234,567 with commas each three digits; a decimal never as 1.2E+6."""
    return (f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}").replace("-", "−")


def file_size(*, size: int) -> str:
    """512バイト, 1.2MB; steps of 1024, one decimal below 100."""
    value, unit = float(size), 0
    while value >= _STEP and unit < len(_UNITS) - 1:
        value, unit = value / _STEP, unit + 1
    if unit == 0:
        return _("%(size)sバイト") % {"size": size}
    return f"{value:.0f}{_UNITS[unit]}" if value >= _WHOLE_FROM else f"{value:.1f}{_UNITS[unit]}"


def percent(*, part: float, whole: float) -> str:
    """42%; a share of nothing is 0%. Never shows 100% before all is done, nor 0% once something is."""
    if whole <= 0:
        return "0%"
    share = 100 * part / whole
    if 0 < share < 1:
        return _("1%未満")
    return f"{int(share)}%"
