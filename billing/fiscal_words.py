"""How a fiscal year is written on papers."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from web.public import era_year

ACCOUNT_HEADS: Final = ("会計", "款", "項", "目", "節")  # of a budget; as they are printed on papers and frozen


def fiscal_words(*, year: int) -> str:
    """「令和9年度」 for the fiscal year that begins in April of `year`."""
    return _("%(year)s度") % {"year": era_year(day=date(year, 4, 1))}
