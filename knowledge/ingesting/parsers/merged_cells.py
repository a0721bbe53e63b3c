"""Fills merged cells of a sheet: each of them says what the clerk sees there, not only its first corner."""

from collections.abc import Sequence

Range = tuple[tuple[int, int], tuple[int, int]]
_MOST_CELLS = 200_000  # of one sheet: a column merged down to the last row of Excel fills nothing that anybody reads


def filled(*, rows: list[list[str]], start: tuple[int, int], ranges: Sequence[Range]) -> list[list[str]]:
    """The rows with the value of each merged range in all of its cells.

    `start`: row and column of the first cell that is given; ranges count from the corner of the sheet and include
    their last cell. Ranges beyond the rows are cut; what exceeds _MOST_CELLS stays as it is.
    """
    room = _MOST_CELLS
    for (top, left), (bottom, right) in ranges:
        first, last = max(top - start[0], 0), min(bottom - start[0], len(rows) - 1)
        begin = max(left - start[1], 0)
        if first > last or begin >= len(rows[first]) or not rows[first][begin]:
            continue
        value, end = rows[first][begin], right - start[1]
        for row in rows[first : last + 1]:
            stop = min(end, len(row) - 1) + 1
            room -= max(stop - begin, 0)
            if room < 0:
                return rows
            row[begin:stop] = [each or value for each in row[begin:stop]]
    return rows
