"""A page of a PDF as a picture with the cited places marked, and the way to the pages beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.http import Http404, HttpResponse

from knowledge.citing.open_citation import CitedPlace
from knowledge.citing.page_picture import PictureFailed, page_picture
from knowledge.models import Version

_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class PageView:
    """The page that is shown. `marks` are (left, top, width, height) in thousandths of the page; `also_on` names other
    pages on which the cited text stands; `before`, `after` are 0 at the ends."""

    number: int
    count: int
    marks: Sequence[tuple[int, ...]]
    also_on: Sequence[int]
    before: int
    after: int
    large: bool


def page_view(*, place: CitedPlace, wanted: str, large: bool) -> PageView:
    """The page that the reader wants, else the first on which the cited text stands."""
    marks = [mark for extract in place.extracts if extract.cited for mark in extract.marks]
    return view_of_marks(marks=marks, first=place.page or 1, count=place.page_count or 1, wanted=wanted, large=large)


def view_of_marks(*, marks: Sequence[tuple[int, ...]], first: int, count: int, wanted: str, large: bool) -> PageView:
    """As `page_view`, from marks (page, left, top, width, height); a number beyond the document is cut to it."""
    chosen = int(wanted) if wanted.isdecimal() and len(wanted) <= _MOST_DIGITS else first
    number = min(max(chosen, 1), count)
    here = [mark[1:] for mark in marks if mark[0] == number]
    others = sorted({mark[0] for mark in marks} - {number})
    return PageView(number, count, here, others, number - 1, number + 1 if number < count else 0, large)


def picture_response(*, version: Version, number: int, large: bool) -> HttpResponse:
    """The picture itself. Raises Http404 for a page that cannot be drawn; 503 while too much is being drawn."""
    try:
        picture = page_picture(version=version, number=number, large=large)
    except PictureFailed as failed:
        if failed.busy:
            return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "5"})
        raise Http404 from failed
    return HttpResponse(picture, content_type="image/webp")
