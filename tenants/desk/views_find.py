"""Door of the page that finds everything by name, and of the palette's list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tenants.access import member_of, needs
from tenants.ways import Way, WayGroup, ways_for
from web.public import links_with

_LONGEST = 100
_MOST_PAGES = 8


@never_cache
@require_GET
@needs("home.see")
def find(request: HttpRequest) -> HttpResponse:
    """Pages, and what other apps name; `piece` is the palette's list alone."""
    access, words = member_of(request), " ".join(request.GET.get("q", "").replace("\0", "").split())[:_LONGEST]
    links = links_with(request=request, access=access, words=words)
    pages = WayGroup(_("ページ"), tuple(Way(link.label, link.url) for link in links[: _MOST_PAGES if words else None]))
    found = ways_for(access=access, words=words)
    # What was typed is more often the name of a page; without words what was used last comes first.
    groups = [pages, *found] if words else [*found, pages]
    context = {"words": words, "groups": [group for group in groups if group.ways]}
    template = "_find_options.html" if "piece" in request.GET else "find.html"
    return render(request, f"tenants/desk/{template}", context)
