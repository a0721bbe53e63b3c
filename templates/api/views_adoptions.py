"""Doors of taking over by programs: one or many at once, how they stand, how newer editions come, out again."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from templates.adopting.choose import Asked, wanted_of
from templates.adopting.install import install
from templates.adopting.kinds import KINDS
from templates.adopting.standing import live_standings, set_policy, standings
from templates.adopting.undo import undo
from templates.api.errors import not_found
from templates.api.inputs_adoptions import AdoptInput, PolicyInput, UndoInput
from templates.api.library_view import LibraryView, by_key, read
from templates.api.outputs_adoptions import AdoptionOutput, AdoptionsOutput
from templates.api.telling_adoptions import adoption_told
from templates.models import Adoption


class AdoptionsView(LibraryView):
    """What the town took over, and taking over."""

    scopes = {"POST": "library.adopt"}

    @extend_schema(operation_id="list_adoptions", responses=AdoptionsOutput)
    def get(self, _request: Request) -> Response:
        """All that is in use, with how many editions each is behind."""
        told = [adoption_told(standing=one) for one in live_standings()]
        return Response(AdoptionsOutput({"adoptions": told}).data)

    @extend_schema(operation_id="adopt", request=AdoptInput, responses={201: AdoptionsOutput})
    def post(self, request: Request) -> Response:
        """Take over, all or nothing."""
        sent, now = read(AdoptInput, request.data), timezone.now()
        wanted = wanted_of(asked=[_asked(one, sent["blanks"]) for one in sent["items"]], now=now)
        rows = install(wanted=wanted, access=None, by=by_key(request), now=now)
        told = [adoption_told(standing=one) for one in standings(adoptions=rows)]
        return Response(AdoptionsOutput({"adoptions": told}).data, status=201)


class AdoptionView(LibraryView):
    """One adopted thing."""

    @extend_schema(operation_id="read_adoption", responses=AdoptionOutput)
    def get(self, _request: Request, adoption_id: int) -> Response:
        """Read."""
        return told_of(live_adoption(adoption_id=adoption_id))


class PolicyView(LibraryView):
    """How newer editions come."""

    scope = "library.adopt"

    @extend_schema(operation_id="set_adoption_policy", request=PolicyInput, responses=AdoptionOutput)
    def post(self, request: Request, adoption_id: int) -> Response:
        """`ask`, or `auto`: by itself while the town has not changed its copy."""
        row, policy = live_adoption(adoption_id=adoption_id), read(PolicyInput, request.data)["policy"]
        set_policy(adoption=row, policy=policy, by=by_key(request), now=timezone.now())
        return told_of(row)


class UndoView(LibraryView):
    """Out again."""

    scope = "library.adopt"

    @extend_schema(operation_id="undo_adoption", request=UndoInput, responses={204: None})
    def post(self, request: Request, adoption_id: int) -> Response:
        """Take the town's copy away; what people made of it stays."""
        row, sure = live_adoption(adoption_id=adoption_id), read(UndoInput, request.data)["sure"]
        undo(adoption_id=row.pk, by=by_key(request), now=timezone.now(), sure=sure)
        return Response(status=204)


def live_adoption(*, adoption_id: int) -> Adoption:
    """An adoption of the town that is in use and of a kind that has copies. Raises Told (404)."""
    row = Adoption.objects.live().filter(pk=adoption_id, kind__in=list(KINDS)).first()
    if row is None:
        raise not_found()
    return row


def told_of(row: Adoption) -> Response:
    """One adoption as it stands now."""
    return Response(AdoptionOutput(adoption_told(standing=standings(adoptions=[row])[0])).data)


def _asked(one: dict[str, Any], shared: dict[str, str | None]) -> Asked:
    return Asked(one["item"], one.get("edition"), {**shared, **one["blanks"]}, one["policy"])
