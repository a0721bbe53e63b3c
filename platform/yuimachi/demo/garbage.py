"""The garbage dictionary and calendar of a demo town, from the sheets that also stand among its documents."""

from datetime import date, datetime
from pathlib import Path
from typing import Final

from knowledge.public import EditionFacts, has_garbage, import_garbage

_DAYS: Final = ("gomi-shushubi.csv", "gomi-yasumi.csv")
_FISCAL_YEAR: Final = (date(2026, 4, 1), date(2027, 3, 31))


def take_in_garbage(*, folder: Path, site: str, section_id: int | None, now: datetime) -> list[str]:
    """Rows of the sheets in `folder`, released; sentences of what could not be read (none, it is hoped)."""
    if has_garbage():
        return []
    items = EditionFacts("items", "ごみの品目別分別表", section_id, f"{site}kurashi/gomi/", _FISCAL_YEAR[0])
    days = EditionFacts("days", "令和8年度 ごみ収集カレンダー", section_id, f"{site}kurashi/gomi/", *_FISCAL_YEAR)
    troubles = [
        *import_garbage(facts=items, files=_read(folder, ("gomi-hinmoku.csv",)), approve=True, now=now),
        *import_garbage(facts=days, files=_read(folder, _DAYS), approve=True, now=now),
    ]
    return [trouble.sentence for trouble in troubles]


def _read(folder: Path, names: tuple[str, ...]) -> list[tuple[str, bytes]]:
    return [(name, (folder / name).read_bytes()) for name in names]
