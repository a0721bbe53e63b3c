"""The cited passage among its neighbours, as the page shows it; of a former version too."""

from dataclasses import dataclass
from typing import Any

from knowledge.models import Passage

_BEFORE, _AFTER = 1, 3  # passages around the cited one
_WHOLE_BEFORE, _WHOLE_AFTER = 150, 250  # of a long document its surroundings, so that a page stays a page


@dataclass(frozen=True, slots=True)
class Extract:
    """One passage as the page shows it. `rows` are the rows of a table, the first `header_rows` of them headers;
    `marks` say where it stands on pages: (page, left, top, width, height) in thousandths."""

    heading: tuple[str, ...]
    text: str
    place: str
    cited: bool = False
    from_ocr: bool = False
    headers: tuple[tuple[str, ...], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    marks: tuple[tuple[int, ...], ...] = ()


def extracts_around(*, passage: Passage, whole: bool) -> tuple[Extract, ...]:
    """The passage with its neighbours, in reading order; `whole`: with as much of the document as one page takes. A
    FAQ stands for itself. Two queries at most."""
    if passage.faq_entry_id:
        return (_extract(passage, passage),)
    before, after = (_WHOLE_BEFORE, _WHOLE_AFTER) if whole else (_BEFORE, _AFTER)
    near = Passage.objects.filter(document=passage.document_id, staged=False).defer("lex", "terms", "body_words")
    if not passage.current and passage.pk in passage.version.passage_ids:
        # A former version keeps the order it had, though passages that live on belong to the present one now.
        ids = passage.version.passage_ids
        at = ids.index(passage.pk)
        wanted = ids[max(at - before, 0) : at + after + 1]
        found = {row.pk: row for row in near.filter(pk__in=wanted)}
        return tuple(_extract(found[pk], passage) for pk in wanted if pk in found)
    first, last = passage.position - before, passage.position + after
    rows = near.filter(version=passage.version_id, position__range=(first, last)).order_by("position")
    # Beside present text only present text: a version that was read anew keeps its former passages too.
    return tuple(_extract(row, passage) for row in rows if row.pk == passage.pk or row.current == passage.current)


def _extract(row: Passage, cited: Passage) -> Extract:
    headers, rows = _table(row.layout)
    return Extract(
        heading=tuple(row.heading.split("\n")),
        text=row.text,
        place=row.place,
        cited=row.pk == cited.pk,
        from_ocr=row.from_ocr,
        headers=headers,
        rows=rows,
        marks=tuple(_mark(*spot) for spot in row.layout.get("spots", [])),
    )


def _table(layout: dict[str, Any]) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    rows = tuple(tuple(row) for row in layout.get("rows", []))
    count = int(layout.get("header_rows", 0))
    return rows[:count], rows[count:]


def _mark(page: int, left: int, top: int, right: int, bottom: int) -> tuple[int, ...]:
    return page, left, top, right - left, bottom - top
