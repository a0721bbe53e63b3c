"""What a page shows of an allocation: sheet, columns, picture, opinions, or why there is no sheet yet."""

from dataclasses import dataclass

from billing.allocating.formula import AllocationRefused
from billing.allocating.picture import picture_of
from billing.allocating.sheet import Sheet, SheetRow, sheet_of
from billing.allocating.sheet_file import Column, columns_of, facts_of, steps_of
from billing.models import Allocation, AllocationOpinion
from web.public import Chart


@dataclass(frozen=True, slots=True)
class Shown:
    """`faults` say why `sheet` is None. `lines`: each member with its amounts in the order of `columns`."""

    faults: tuple[str, ...]
    sheet: Sheet | None
    facts: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    lines: tuple[tuple[SheetRow, tuple[int | None, ...]], ...]
    sums: tuple[int, ...]
    chart: Chart | None
    opinions: tuple[AllocationOpinion, ...]


def shown(*, allocation: Allocation, opinions_of: int | None = None) -> Shown:
    """For a page; three queries at most. `opinions_of`: a town's id, to show its own opinions only."""
    said = allocation.opinions.all() if opinions_of is None else allocation.opinions.filter(town_id=opinions_of)
    opinions = tuple(said)
    try:
        sheet = sheet_of(allocation=allocation)
    except AllocationRefused as refused:
        return Shown(refused.faults, None, (), (), (), (), None, opinions)
    columns = columns_of(sheet=sheet)
    lines = tuple((row, tuple(column.values[place] for column in columns)) for place, row in enumerate(sheet.rows))
    sums = tuple(sum(value or 0 for value in column.values) for column in columns)
    facts = tuple(facts_of(sheet=sheet))
    return Shown((), sheet, facts, columns, lines, sums, picture_of(sheet=sheet), opinions)


def own_steps(*, sheet: Sheet, town_id: int) -> tuple[tuple[str, str, int], ...]:
    """How the share of one member comes about; empty for a town that is none."""
    row = next((row for row in sheet.rows if row.town_id == town_id), None)
    return steps_of(sheet=sheet, row=row) if row else ()
