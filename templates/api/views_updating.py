"""Door of an update by a program: the copy beside a newer edition, then a choice for each place."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from assistants.public import KnownBlank, known_blanks
from templates.adopting.choose import NotFilled
from templates.adopting.fill import Values, read_given
from templates.adopting.merge import Unresolved
from templates.adopting.shown_update import read_choices
from templates.adopting.standing import standings
from templates.adopting.upgrade import Comparison, Decided, compare, upgrade
from templates.api.errors import Told
from templates.api.inputs_adoptions import UpdateInput
from templates.api.inputs_items import EditionInput
from templates.api.library_view import LibraryView, by_key, read
from templates.api.outputs_adoptions import AdoptionOutput, ComparisonOutput
from templates.api.telling_adoptions import comparison_told, unresolved
from templates.api.views_adoptions import live_adoption, told_of
from templates.models import Adoption


class ComparisonView(LibraryView):
    """The three-way difference by place."""

    refuses = {"GET": (409,)}

    @extend_schema(operation_id="compare_adoption", parameters=[EditionInput], responses=ComparisonOutput)
    def get(self, request: Request, adoption_id: int) -> Response:
        """Of the newest edition, or of one that is named."""
        row = live_adoption(adoption_id=adoption_id)
        asked = read(EditionInput, request.query_params).get("edition")
        page = compare(adoption=row, edition_id=asked or _newest(row))
        told = comparison_told(adoption_id=row.pk, page=page, blanks=_new_blanks(page, timezone.localdate()))
        return Response(ComparisonOutput(told).data)


class UpdateView(LibraryView):
    """The merged text becomes the copy's next version."""

    scope = "library.adopt"

    @extend_schema(operation_id="update_adoption", request=UpdateInput, responses=AdoptionOutput)
    def post(self, request: Request, adoption_id: int) -> Response:
        """Write; nothing is written when the copy changed since the comparison or a conflict is open."""
        row, sent = live_adoption(adoption_id=adoption_id), read(UpdateInput, request.data)
        page = compare(adoption=row, edition_id=sent["edition"])
        choices = read_choices(said={one["place"]: one["take"] for one in sent["choices"]})
        decided = Decided(sent["edition"], sent["token"], choices, _values(page, sent["blanks"]))
        try:
            made = upgrade(adoption_id=row.pk, decided=decided, access=None, by=by_key(request), now=timezone.now())
        except Unresolved as wrong:
            raise unresolved(page=page, choices=choices) from wrong
        return told_of(made)


def _newest(row: Adoption) -> UUID:
    newest = standings(adoptions=[row])[0].newest
    if newest is None:
        raise Told("up_to_date", _("新しい版はありません。この町の写しは、いちばん新しい版から作られています。"))
    return newest.pk


def _new_blanks(page: Comparison, today: date) -> tuple[KnownBlank, ...]:
    return known_blanks(blanks=page.new_blanks, access=None, today=today)


def _values(page: Comparison, given: Values) -> Values:
    read_ = read_given(blanks=_new_blanks(page, timezone.localdate()), given=given)
    if read_.faults:
        raise NotFilled({(None, name): sentence for name, sentence in read_.faults.items()})
    return read_.values
