"""Garbage for everybody: the list of items, and each district's month to look at, print and take along."""

from datetime import date, datetime
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from knowledge.sorting.book import Book, District
from knowledge.sorting.browse import browse
from knowledge.sorting.load_book import load_book
from knowledge.sorting.month import as_ics, month_of
from tenants.public import current_town
from web.public import cut

_FARTHEST_YEARS: Final = 2


@require_GET
def garbage(request: HttpRequest) -> HttpResponse:
    """The town's list, searched by any wording, or kind by kind."""
    book, index = load_book(today=timezone.localdate())
    words, kind = request.GET.get("q", "").strip()[:60], request.GET.get("kind", "")
    found = browse(book=book, index=index, words=words, kind=kind)
    page = cut(items=found, number=request.GET.get("page", ""))
    context = {"book": book, "rows": page.items, "pages": page.pages, "words": words, "kind": kind}
    return render(request, "knowledge/garbage/list.html", context)


@require_GET
def garbage_calendar(request: HttpRequest) -> HttpResponse:
    """One district's month; without a district the page asks for it."""
    today = timezone.localdate()
    book, _index = load_book(today=today)
    district = _district(request, book)
    first = _month(request.GET.get("month", ""), today)
    month = month_of(book=book, district=district.id, first=first, today=today) if district else None
    calendar = book.calendar_on(day=first) or book.calendar_on(day=today)
    context = {"book": book, "district": district, "month": month, "calendar": calendar, "today": today}
    return render(request, "knowledge/garbage/calendar.html", context)


@require_GET
def garbage_ics(request: HttpRequest) -> HttpResponse:
    """A district's days to the end of the calendar, for calendar programs."""
    now = timezone.localtime()
    book, _index = load_book(today=now.date())
    district = _district(request, book)
    ends = [each.valid_until for each in book.calendars if each.valid_until]
    if district is None or not ends:
        raise Http404
    text = as_ics(
        book=book,
        district=district,
        town=current_town().name,
        first=now.date(),
        last=max(min(max(ends), date(now.year + _FARTHEST_YEARS, 1, 1)), now.date()),
        now=now,
        host=request.get_host(),
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="gomi-{district.id}.ics"'
    return response


def _district(request: HttpRequest, book: Book) -> District | None:
    chosen = request.GET.get("district", "")
    if not chosen:
        return book.districts[0] if len(book.districts) == 1 else None
    found = book.district(id=int(chosen)) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 10 else None  # noqa: PLR2004  a bigint
    if found is None:
        raise Http404
    return found


def _month(written: str, today: date) -> date:
    """The first day of the month named as 2026-12; this month for anything else or farther than two years."""
    try:
        first = datetime.strptime(written, "%Y-%m").date()
    except ValueError:
        return today.replace(day=1)
    near = abs(first.year - today.year) <= _FARTHEST_YEARS
    return first if near else today.replace(day=1)
