"""The calculation sheet as PDF/A: how a member's share comes about, and everybody's beside it."""

from collections.abc import Sequence

from django.utils.translation import override

from billing.allocating.sheet import Sheet, SheetRow
from billing.allocating.sheet_file import columns_of, facts_of, steps_of
from billing.fiscal_words import fiscal_words
from billing.printing import PAPER_LANGUAGE, pdf_of


def sheet_pdf(*, sheet: Sheet, of: Sequence[SheetRow]) -> bytes:
    """A page of its own for each member of `of`, then the table of all. A draft says that it is one."""
    with override(PAPER_LANGUAGE):
        columns = columns_of(sheet=sheet)
        context = {
            "sheet": sheet,
            "year": fiscal_words(year=sheet.fiscal_year),
            "facts": tuple(facts_of(sheet=sheet)),
            "columns": columns,
            "lines": [(row, [one.values[place] for one in columns]) for place, row in enumerate(sheet.rows)],
            "sums": [sum(value or 0 for value in column.values) for column in columns],
            "owns": [(row, steps_of(sheet=sheet, row=row)) for row in of],
        }
    return pdf_of(template="billing/print/sheet.html", context=context, style="sheet.css")
