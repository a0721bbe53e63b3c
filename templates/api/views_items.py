"""Doors of the library for programs that look: search, one thing, an edition as a file."""

from uuid import UUID

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from templates.adopting.browse import browse
from templates.adopting.facets import read_filters
from templates.adopting.preview import ItemPage, item_page
from templates.adopting.standing import standings_of
from templates.api.errors import withdrawn
from templates.api.inputs_items import EditionInput, FindInput
from templates.api.library_view import LibraryView, read
from templates.api.outputs_items import ItemOutput, ItemsOutput
from templates.api.telling_items import item_told, shelf_told
from templates.envelope import plain_envelope
from templates.proving.shown import shown_proof, shown_talk
from templates.reach import offered
from templates.sharing.exchange import envelope_of_edition


class ItemsView(LibraryView):
    """What the towns of the consortium share, by words and filters."""

    @extend_schema(operation_id="find_items", parameters=[FindInput], responses=ItemsOutput)
    def get(self, request: Request) -> Response:
        """Find, twenty a page."""
        asked = read(FindInput, request.query_params)
        shelf = browse(filters=read_filters(said=asked), page=asked.get("page"))
        held = standings_of(item_ids=[item.pk for item in shelf.cut.items])
        return Response(ItemsOutput(shelf_told(shelf=shelf, held=held)).data)


class ItemView(LibraryView):
    """One shared thing as it would read in this town."""

    refuses = {"GET": (410,)}

    @extend_schema(operation_id="read_item", parameters=[EditionInput], responses=ItemOutput)
    def get(self, request: Request, item_id: UUID) -> Response:
        """Read, the newest edition or the one that is named."""
        page = readable_page(item_id=item_id, edition_id=read(EditionInput, request.query_params).get("edition"))
        page.edition.item = page.item
        proof, talk = shown_proof(edition=page.edition), shown_talk(item_id=page.item.pk)
        return Response(ItemOutput(item_told(page=page, proof=proof, talk=talk)).data)


class EditionFileView(LibraryView):
    """An edition in its envelope."""

    refuses = {"GET": (410,)}

    @extend_schema(operation_id="read_edition_file", responses=OpenApiTypes.OBJECT)
    def get(self, _request: Request, shared_edition_id: UUID) -> Response:
        """The format is docs/library-format.md."""
        edition = offered(edition_id=shared_edition_id).edition
        readable_page(item_id=edition.item_id, edition_id=edition.pk)
        return Response(plain_envelope(envelope=envelope_of_edition(edition=edition)))


def readable_page(*, item_id: UUID, edition_id: UUID | None) -> ItemPage:
    """The page of a thing whose texts the town may read. Raises OutOfReach, Told (410) with the reason."""
    page = item_page(item_id=item_id, edition_id=edition_id, access=None, now=timezone.now())
    if not page.readable:
        raise withdrawn(reason=page.reason, status_code=status.HTTP_410_GONE)
    return page
