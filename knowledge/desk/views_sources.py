"""The page that a citation opens, for residents and staff, and the original file behind it."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from knowledge.citing.open_citation import (
    CitationClosed,
    CitedPlace,
    open_citation,
    open_cited_file,
    open_cited_version,
)
from knowledge.citing.tokens import CitationUnknown
from knowledge.desk.listing import FINDABLE_BADGES
from knowledge.desk.page_view import page_view, picture_response
from tenants.public import access_through_door

_SHOWN_INLINE = frozenset({"application/pdf", "text/plain"})


@require_GET
def source(request: HttpRequest, token: str) -> HttpResponseBase:
    """The cited passage among its neighbours; 410 when it is out of service."""
    access, whole = access_through_door(request), "all" in request.GET
    try:
        place = open_citation(token=token, access=access, today=timezone.localdate(), whole=whole)
    except CitationUnknown as unknown:
        raise Http404 from unknown
    except CitationClosed as closed:
        context = {"title": closed.title, "why": FINDABLE_BADGES[closed.why][0]}
        return _private(render(request, "knowledge/source_closed.html", context, status=410))
    return _private(render(request, "knowledge/source.html", _context(request, place, token)))


def _context(request: HttpRequest, place: CitedPlace, token: str) -> dict[str, object]:
    large, view = "large" in request.GET, None
    if place.page_count:
        view = page_view(place=place, wanted=request.GET.get("page", ""), large=large)
    return {"place": place, "token": token, "view": view, "whole": "all" in request.GET}


@require_GET
def source_page(request: HttpRequest, token: str, number: int) -> HttpResponseBase:
    """The picture of a page of the cited PDF, under the same conditions."""
    try:
        version = open_cited_version(token=token, access=access_through_door(request), today=timezone.localdate())
    except (CitationUnknown, CitationClosed) as unknown:
        raise Http404 from unknown
    return _private(picture_response(version=version, number=number, large="large" in request.GET))


@require_GET
@xframe_options_sameorigin
def source_file(request: HttpRequest, token: str) -> HttpResponseBase:
    """The original file, under the same conditions. What a browser could run is only handed out as a download."""
    try:
        cited = open_cited_file(token=token, access=access_through_door(request), today=timezone.localdate())
    except (CitationUnknown, CitationClosed) as unknown:
        raise Http404 from unknown
    inline = cited.content_type in _SHOWN_INLINE
    response = FileResponse(
        cited.file,
        as_attachment=not inline,
        filename=cited.file_name.rpartition("/")[2],
        content_type=cited.content_type if inline else "application/octet-stream",
    )
    return _private(response)


def _private(response: HttpResponseBase) -> HttpResponseBase:
    """No cache keeps it: tomorrow the document may be withdrawn."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
