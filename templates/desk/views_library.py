"""Doors of the library for whoever looks for something: search with facets, the page of one thing."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from templates.adopting.browse import browse
from templates.adopting.facets import FACETS, read_filters
from templates.adopting.kinds import KINDS
from templates.adopting.preview import ItemPage, item_page
from templates.adopting.standing import standings_of
from templates.desk.library_tabs import library_tabs
from templates.reach import OutOfReach
from tenants.public import access_of_request, current_town, needs


@require_GET
@needs("drafts.write")
def home(request: HttpRequest) -> HttpResponse:
    """What the towns of the consortium share."""
    access, filters = access_of_request(request), read_filters(said=request.GET)
    shelf = browse(filters=filters, page=request.GET.get("page"))
    mine = standings_of(item_ids=[item.pk for item in shelf.cut.items])
    context = {
        "tabs": library_tabs(access=access, here="home"),
        "filters": filters,
        "facets": [(name, label, getattr(filters, name), shelf.facets[name]) for name, label in FACETS.items()],
        "rows": [(item, mine.get(item.pk)) for item in shelf.cut.items],
        "pages": shelf.cut.pages,
        "may_install": access.may("templates.manage"),
        "kinds": KINDS,
        "town_id": current_town().id,
    }
    return render(request, "template_library/desk/library.html", context)


@require_GET
@needs("drafts.write")
def item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """One thing as it would read here, its editions, where it comes from."""
    page = shown_item(request, item_id)
    access = access_of_request(request)
    may = access.may("templates.manage")
    context = {"page": page, "may_install": may and page.item.kind in KINDS, "may_change_blanks": may}
    return render(request, "template_library/desk/item.html", context)


def shown_item(request: HttpRequest, item_id: UUID) -> ItemPage:
    """The page of the edition that the address names (`edition`), else of the newest; a 404 for what is not the
    town's to see."""
    said = request.POST.get("edition") or request.GET.get("edition") or ""
    try:
        edition_id = UUID(said) if said else None
        return item_page(item_id=item_id, edition_id=edition_id, access=access_of_request(request), now=timezone.now())
    except (OutOfReach, ValueError) as none:
        raise Http404 from none
