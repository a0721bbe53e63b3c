"""Door of the values in an adopted thing, for programs: what would change in the copy, then writing it."""

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from templates.adopting.choose import NotFilled
from templates.adopting.fill import Values, read_given
from templates.adopting.merge import Unresolved
from templates.adopting.revalue import Revalued, blanks_of, compare_values, revalue
from templates.adopting.shown_update import read_choices
from templates.api.inputs_adoptions import BlanksInput, WriteBlanksInput
from templates.api.library_view import LibraryView, by_key, read
from templates.api.outputs_adoptions import AdoptionOutput, ComparisonOutput
from templates.api.telling_adoptions import comparison_told, unresolved
from templates.api.views_adoptions import live_adoption, told_of
from templates.models import Adoption


class CompareBlanksView(LibraryView):
    """What other values would change; nothing is written."""

    scope = "library.adopt"

    @extend_schema(operation_id="compare_blanks", request=BlanksInput, responses=ComparisonOutput)
    def post(self, request: Request, adoption_id: int) -> Response:
        """The copy beside what the edition says with these values."""
        row = live_adoption(adoption_id=adoption_id)
        page = compare_values(adoption=row, values=_values(row, read(BlanksInput, request.data)["blanks"]))
        return Response(ComparisonOutput(comparison_told(adoption_id=row.pk, page=page, blanks=())).data)


class BlanksView(LibraryView):
    """Writing other values."""

    scope = "library.adopt"

    @extend_schema(operation_id="change_blanks", request=WriteBlanksInput, responses=AdoptionOutput)
    def post(self, request: Request, adoption_id: int) -> Response:
        """Into the copy as its next version; the town's own words are a conflict where a value stands."""
        row, sent = live_adoption(adoption_id=adoption_id), read(WriteBlanksInput, request.data)
        choices = read_choices(said={one["place"]: one["take"] for one in sent["choices"]})
        decided = Revalued(_values(row, sent["blanks"]), sent["token"], choices)
        try:
            made = revalue(adoption_id=row.pk, decided=decided, access=None, by=by_key(request), now=timezone.now())
        except Unresolved as wrong:
            page = compare_values(adoption=row, values=decided.values)
            raise unresolved(page=page, choices=choices) from wrong
        return told_of(made)


def _values(row: Adoption, sent: Values) -> Values:
    """Each blank of the thing: what was sent, else as it is now. Raises NotFilled, also for a name that is no blank."""
    there = blanks_of(adoption=row, access=None, today=timezone.localdate())
    given = read_given(blanks=there.blanks, given={**dict.fromkeys(there.absent), **sent})
    strange = dict.fromkeys(sent.keys() - {one.name for one in there.blanks}, _("この名前の差込欄はありません。"))
    if faults := given.faults | strange:
        raise NotFilled({(None, name): sentence for name, sentence in faults.items()})
    return given.values
