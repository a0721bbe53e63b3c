"""The 年度 (April to March) of documents: how clerks write it, and which ones the town's documents name."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.models import Document

_ERAS: Final = ((2019, gettext_lazy("令和")), (1989, gettext_lazy("平成")), (1926, gettext_lazy("昭和")))


def fiscal_year(*, year: int) -> str:
    """A 年度 as clerks write it: 令和6年度."""
    for first, era in _ERAS:
        if year >= first:
            number = _("元") if year == first else str(year - first + 1)
            return _("%(era)s%(number)s年度") % {"era": era, "number": number}
    return _("%(year)d年度") % {"year": year}


def fiscal_years_of_documents() -> list[int]:
    """The 年度 that titles of the town's documents name, newest first; one query."""
    named = Document.objects.filter(withdrawn_at=None, fiscal_year__isnull=False)
    return list(named.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()[:30])


def titled_fiscal_years() -> list[tuple[int, str]]:
    """Those years with their names, newest first, for choosing; one query."""
    return [(year, fiscal_year(year=year)) for year in fiscal_years_of_documents()]
