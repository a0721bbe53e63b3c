"""Doors of what a shared thing is worth, for programs: proofs, the board of wishes, what the town decided to give."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from templates.api.errors import not_found, withdrawn
from templates.api.library_view import LibraryView, by_key, read
from templates.api.outputs_worth import LibrarySettingsOutput, ProofOfEditionOutput, WishesOutput
from templates.api.telling_items import own_told, worth_told
from templates.models import ProofRun
from templates.proving.settle import settled
from templates.proving.shown import shown_proof
from templates.proving.start import cancel_proof, start_proof
from templates.reach import offered
from templates.wishing.board import ShownWish, answer_wish, board, support


class SupportInput(serializers.Serializer[Any]):
    """The town wants it too; `offers`: it means to write it."""

    offers = serializers.BooleanField(default=False)


class AnswerInput(serializers.Serializer[Any]):
    """What fulfils the wish: the town's own, or what a town that offered found."""

    item = serializers.UUIDField()


class StartProofView(LibraryView):
    """Proving an edition in the town."""

    scope = "library.prove"
    refuses = {"POST": (409, 410)}

    @extend_schema(operation_id="start_proof", request=None, responses={202: ProofOfEditionOutput})
    def post(self, request: Request, shared_edition_id: UUID) -> Response:
        """Put its cases to the town's own knowledge and models; a worker goes on with it."""
        found = offered(edition_id=shared_edition_id)
        if not found.live:
            raise withdrawn(reason=found.reason, status_code=status.HTTP_410_GONE)
        run_id = start_proof(edition_id=found.edition.pk, actor=by_key(request), now=timezone.now())
        return _told(run_id=run_id, status_code=status.HTTP_202_ACCEPTED)


class ProofView(LibraryView):
    """A run."""

    @extend_schema(operation_id="read_proof", responses=ProofOfEditionOutput)
    def get(self, _request: Request, library_proof_id: int) -> Response:
        """State, score beside the author's, case by case."""
        return _told(run_id=library_proof_id)


class CancelProofView(LibraryView):
    """Stopping a run."""

    scope = "library.prove"

    @extend_schema(operation_id="cancel_proof", request=None, responses=ProofOfEditionOutput)
    def post(self, request: Request, library_proof_id: int) -> Response:
        """It ends at its next case; one that is over stays as it is."""
        cancel_proof(run_id=library_proof_id, actor=by_key(request), now=timezone.now())
        return _told(run_id=library_proof_id)


class WishesView(LibraryView):
    """What towns miss."""

    @extend_schema(operation_id="list_wishes", responses=WishesOutput)
    def get(self, _request: Request) -> Response:
        """The board, open and done."""
        told = {"wishes": [_wish(one) for one in board()], "done": [_wish(one) for one in board(closed=True)]}
        return Response(WishesOutput(told).data)


class SupportView(LibraryView):
    """Wanting it too, or meaning to write it."""

    scope = "library.publish"

    @extend_schema(operation_id="support_wish", request=SupportInput, responses={204: None})
    def post(self, request: Request, wish_id: UUID) -> Response:
        """Once a town; the last word counts."""
        offers = read(SupportInput, request.data)["offers"]
        support(wish_id=wish_id, offers=offers, actor=by_key(request), now=timezone.now())
        return Response(status=204)


class AnswerWishView(LibraryView):
    """Pointing to what is there."""

    scope = "library.publish"

    @extend_schema(operation_id="answer_wish", request=AnswerInput, responses={204: None})
    def post(self, request: Request, wish_id: UUID) -> Response:
        """The wish is done."""
        item_id = read(AnswerInput, request.data)["item"]
        answer_wish(wish_id=wish_id, item_id=item_id, actor=by_key(request), now=timezone.now())
        return Response(status=204)


class SettingsView(LibraryView):
    """What the town gives; deciding it is for people, on the page."""

    @extend_schema(operation_id="read_library_settings", responses=LibrarySettingsOutput)
    def get(self, _request: Request) -> Response:
        """Read."""
        return Response(LibrarySettingsOutput(asdict(settled())).data)


def _told(*, run_id: int, status_code: int = 200) -> Response:
    run = ProofRun.objects.filter(pk=run_id).first()
    if run is None:
        raise not_found()
    edition = offered(edition_id=run.edition_id).edition
    worth, results = worth_told(proof=shown_proof(edition=edition)), list(run.results.all())
    told = {
        **own_told(run=run),
        **{name: worth[name] for name in ("author", "may_go_live", "sentence")},
        "item": run.item_id,
        "edition": run.edition_id,
        "version": run.version,
        "asked": sum(one.asked_at is not None for one in results),
        "results": [
            {
                "number": one.position,
                "asked": one.case,
                **{name: getattr(one, name) for name in ("output", "right", "missing", "forbidden")},
            }
            for one in results
        ],
    }
    return Response(ProofOfEditionOutput(told).data, status=status_code)


def _wish(one: ShownWish) -> dict[str, Any]:
    names = ("words", "text", "towns", "wanted", "offers", "mine", "offered")
    told = {name: getattr(one, name) for name in names}
    return {**told, "wish": one.id, "town": one.town_name, "item": one.item.pk if one.item else None}
