"""Door of trying an edition on the town's own knowledge; nothing of it is installed or kept."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from assistants.public import try_as_program
from templates.adopting.preview import ItemPage
from templates.adopting.try_faq import answered_today, try_faq
from templates.api.errors import Told, withdrawn
from templates.api.inputs_items import TryInput
from templates.api.library_view import LibraryView, read
from templates.api.outputs_trying import TrialOutput
from templates.api.views_items import readable_page
from templates.models import Kind
from templates.reach import offered


class TryView(LibraryView):
    """Try an edition without taking it over."""

    scope = "library.prove"

    @extend_schema(operation_id="try_edition", request=TryInput, responses=TrialOutput)
    def post(self, request: Request, shared_edition_id: UUID) -> Response:
        """A prompt is put together and, with `write`, sent to the town's model; a FAQ set stands beside the town's."""
        asked = read(TryInput, request.data)
        found = offered(edition_id=shared_edition_id)
        if not found.live:
            raise withdrawn(reason=found.reason, status_code=status.HTTP_410_GONE)
        page = readable_page(item_id=found.item.pk, edition_id=found.edition.pk)
        tried: dict[str, Any] = {"kind": page.item.kind, "prompt": None, "faq": None}
        if page.item.kind == Kind.PROMPT:
            tried["prompt"] = _prompt(page, asked)
        elif page.item.kind == Kind.FAQ:
            tried["faq"] = _faq(page, asked)
        else:
            raise Told("not_triable", _("この種類のひな形は、ここでは試せません。preview で読んで確かめてください。"))
        return Response(TrialOutput(tried).data)


def _prompt(page: ItemPage, asked: dict[str, Any]) -> dict[str, Any]:
    values = {one.name: asked["blanks"].get(one.name, one.value) or "" for one in page.blanks}
    tried = try_as_program(
        body=page.edition.content,
        inputs=asked["inputs"],
        values=values,
        grade=asked["grade"] if asked["write"] else None,
        now=timezone.now(),
    )
    names = ("prompt", "missing_fields", "missing_blanks", "no_model", "text", "model", "failure")
    faults = [{"name": name, "sentence": sentence} for name, sentence in tried.faults.items()]
    return {**{name: getattr(tried, name) for name in names}, "faults": faults}


def _faq(page: ItemPage, asked: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, str | None] = {one.name: one.value for one in page.blanks if one.value}
    rows = try_faq(body=page.read_with(values=known | asked["blanks"]), sees_gaps=False)
    chosen = next((one for one in rows if one.key == asked.get("ask")), None)
    if asked.get("ask") and chosen is None:
        told = _("その key の項目はこのセットにありません。entries の key を送ってください。")
        raise Told("entry_unknown", {"ask": [told]}, status_code=status.HTTP_400_BAD_REQUEST)
    today = answered_today(question=chosen.question, today=timezone.localdate()) if chosen else None
    entries = [{"key": one.key, "question": one.question, "answer": one.answer, "own": one.now} for one in rows]
    return {"entries": entries, "today": today}
