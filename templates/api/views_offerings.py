"""Doors of sharing by programs: what could be shared, beginning, the list, one with its findings and its preview."""

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from templates.api.errors import Told, not_found
from templates.api.inputs_offerings import BeginInput, SubmitInput
from templates.api.library_view import LibraryView, by_key, read
from templates.api.outputs_offerings import OfferingOutput, OfferingsOutput, ThingsOutput
from templates.api.telling_offerings import offering_told, row_told
from templates.models import Kind, Offering
from templates.sharing.local_things import choices_for, empty_text, gather
from templates.sharing.offer import EDITABLE, OfferingClosed, begin_next, begin_offering, discard
from templates.sharing.own import offering_list
from templates.sharing.submit import NotSubmitted, preview, submit, take_back
from tenants.public import Access, access_of_key, holder_of


class SharingView(LibraryView):
    """A door of what the town shares."""

    scope = "library.publish"


class ThingsView(SharingView):
    """What the town could share."""

    @extend_schema(operation_id="list_shareable", responses=ThingsOutput)
    def get(self, request: Request) -> Response:
        """Templates of the whole town, FAQ by desk and category, published guides, sets of questions."""
        names = ("kind", "title", "note")
        found = choices_for(access=_access(request))
        things = [{"thing": one.key, **{name: getattr(one, name) for name in names}} for one in found]
        return Response(ThingsOutput({"things": things}).data)


class OfferingsView(SharingView):
    """What is prepared, handed in and released; and beginning."""

    @extend_schema(operation_id="list_offerings", responses=OfferingsOutput)
    def get(self, _request: Request) -> Response:
        """The latest first."""
        return Response(OfferingsOutput({"offerings": [row_told(listed=one) for one in offering_list()]}).data)

    @extend_schema(operation_id="begin_offering", request=BeginInput, responses={201: OfferingOutput})
    def post(self, request: Request) -> Response:
        """Begin to prepare something; made from what was released before, it is its next edition."""
        key = read(BeginInput, request.data)["thing"]
        gathered = empty_text() if key == Kind.TEXT else gather(key=key, access=_access(request))
        if gathered is None:
            told = _("共有できるものの中にありません。一覧（shareable）の thing を送ってください。")
            raise Told("not_found", {"thing": [told]}, status_code=404)
        made = begin_offering(gathered=gathered, actor=by_key(request), now=timezone.now())
        return told_of(made, status=201)


class OfferingView(SharingView):
    """One of them; thrown away, what it was made from stays."""

    @extend_schema(operation_id="read_offering", responses=OfferingOutput)
    def get(self, _request: Request, offering_id: int) -> Response:
        """State, moderator's comment, findings, and what would leave the town."""
        return told_of(offering_of(offering_id=offering_id))

    @extend_schema(operation_id="discard_offering", responses={204: None})
    def delete(self, request: Request, offering_id: int) -> Response:
        """Throw the preparation away."""
        discard(offering=offering_of(offering_id=offering_id), actor=by_key(request), now=timezone.now())
        return Response(status=204)


class SubmitView(SharingView):
    """Handing in."""

    @extend_schema(operation_id="submit_offering", request=SubmitInput, responses=OfferingOutput)
    def post(self, request: Request, offering_id: int) -> Response:
        """A snapshot without local facts goes to the moderator; refused while a finding is open."""
        row = offering_of(offering_id=offering_id, editable=True)
        try:
            step = read(SubmitInput, request.data).get("step", "")
            submit(offering=row, actor=by_key(request), now=timezone.now(), step=step)
        except NotSubmitted as refused:
            open_ = [one for one in preview(offering=row).checked.rows() if one.open]
            told = _("「%(text)s」をどうするかが決まっていません。")
            said = {f"findings.{one.fact.key}": [told % {"text": one.fact.text}] for one in open_}
            raise Told("not_submitted", {"offering": list(refused.faults), **said}) from refused
        return told_of(offering_of(offering_id=offering_id))


class TakeBackView(SharingView):
    """Before the moderator decided."""

    @extend_schema(operation_id="take_offering_back", request=None, responses=OfferingOutput)
    def post(self, request: Request, offering_id: int) -> Response:
        """The submission is closed, the preparation goes on."""
        take_back(offering=offering_of(offering_id=offering_id), actor=by_key(request), now=timezone.now())
        return told_of(offering_of(offering_id=offering_id))


class NextView(SharingView):
    """The next edition of something released."""

    @extend_schema(operation_id="begin_next_edition", request=None, responses={201: OfferingOutput})
    def post(self, request: Request, offering_id: int) -> Response:
        """From the town's thing as it is by now, with what was decided before."""
        row = offering_of(offering_id=offering_id)
        if row.state != Offering.State.RELEASED:
            raise Told("not_released", _("まだ公開されていません。公開された後に、次の版を始められます。"))
        made = begin_next(offering=row, access=_access(request), actor=by_key(request), now=timezone.now())
        return told_of(made, status=201)


def offering_of(*, offering_id: int, editable: bool = False) -> Offering:
    """An offering of the town. Raises Told (404), with `editable` OfferingClosed."""
    row = Offering.objects.filter(pk=offering_id).first()
    if row is None:
        raise not_found()
    if editable and row.state not in EDITABLE:
        raise OfferingClosed(row.title)
    return row


def told_of(row: Offering, *, status: int = 200) -> Response:
    """As it stands now."""
    return Response(OfferingOutput(offering_told(row=row, seen=preview(offering=row))).data, status=status)


def _access(request: Request) -> Access:
    return access_of_key(holder=holder_of(request), words={"templates.manage"})
