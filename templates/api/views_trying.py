"""Door of trying an edition on the town's own knowledge; nothing of it is installed or kept."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from assistants.public import read_guide, try_as_program
from templates.adopting.choose import NotFilled
from templates.adopting.fill import Values
from templates.adopting.preview import ItemPage, open_in
from templates.adopting.try_faq import answered_today, try_faq
from templates.adopting.try_guide import guide_to_try
from templates.adopting.try_questions import questions_to_try, try_question
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
    refuses = {"POST": (409, 410)}

    @extend_schema(operation_id="try_edition", request=TryInput, responses=TrialOutput)
    def post(self, request: Request, shared_edition_id: UUID) -> Response:
        """A prompt is put together and, with `write`, sent to the town's model; a FAQ set stands beside the
        town's, a question of an evaluation set is asked, a guide or a text is read with the values."""
        asked = read(TryInput, request.data)
        found = offered(edition_id=shared_edition_id)
        if not found.live:
            raise withdrawn(reason=found.reason, status_code=status.HTTP_410_GONE)
        page = readable_page(item_id=found.item.pk, edition_id=found.edition.pk)
        tried: dict[str, Any] = dict.fromkeys(("prompt", "faq", "evaluation", "reads"))
        name, trial = _TRIALS[page.item.kind]
        return Response(TrialOutput({**tried, "kind": page.item.kind, name: trial(page, asked)}).data)


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
    rows = try_faq(body=_body(page, asked), sees_gaps=False)
    chosen = next((one for one in rows if one.key == asked.get("ask")), None)
    _check_asked(asked, there=chosen is not None)
    today = answered_today(question=chosen.question, today=timezone.localdate()) if chosen else None
    entries = [{"key": one.key, "question": one.question, "answer": one.answer, "own": one.now} for one in rows]
    return {"entries": entries, "today": today}


def _questions(page: ItemPage, asked: dict[str, Any]) -> dict[str, Any]:
    """One question a call: it takes as long as a resident waits for an answer."""
    rows = questions_to_try(body=_body(page, asked))
    chosen = next((one for one in rows if str(one.number) == asked.get("ask") and one.can_be_asked), None)
    _check_asked(asked, there=chosen is not None)
    came = try_question(tried=chosen, now=timezone.localtime()) if chosen else None
    return {"questions": rows, "came": came}


def _check_asked(asked: dict[str, Any], *, there: bool) -> None:
    if asked.get("ask") and not there:
        told = _("その項目はこのセットにないか、値のない差込欄があって聞けません。key か number を確かめてください。")
        raise Told("entry_unknown", {"ask": [told]}, status_code=status.HTTP_400_BAD_REQUEST)


def _guide(page: ItemPage, asked: dict[str, Any]) -> dict[str, Any]:
    """With the town's desks and no link that has no address yet. Raises NotAGuide when it could not be walked."""
    body = guide_to_try(body=_body(page, asked))
    read_guide(plain=body)
    return {"body": body, "open": _open(page, asked)}


def _text(page: ItemPage, asked: dict[str, Any]) -> dict[str, Any]:
    return {"body": _body(page, asked), "open": _open(page, asked)}


def _body(page: ItemPage, asked: dict[str, Any]) -> Mapping[str, Any]:
    """As it would read here."""
    return page.read_with(values=_values(page, asked))


def _open(page: ItemPage, asked: dict[str, Any]) -> tuple[str, ...]:
    return open_in(body=page.content, values=_values(page, asked))


def _values(page: ItemPage, asked: dict[str, Any]) -> Values:
    """What the town knows and what was sent. Raises NotFilled for a value that does not fit its blank."""
    sent: dict[str, str | None] = asked["blanks"]
    told = {one.name: one.fault_of(value=value) for one in page.blanks if (value := sent.get(one.name))}
    faults: dict[tuple[int | None, str], str] = {(None, name): sentence for name, sentence in told.items() if sentence}
    if faults:
        raise NotFilled(faults)
    return {one.name: one.value for one in page.blanks if one.value} | sent


_TRIALS: Final[Mapping[str, tuple[str, Callable[[ItemPage, dict[str, Any]], dict[str, Any]]]]] = {
    Kind.PROMPT: ("prompt", _prompt),
    Kind.FAQ: ("faq", _faq),
    Kind.EVALUATION: ("evaluation", _questions),
    Kind.GUIDE: ("reads", _guide),
    Kind.TEXT: ("reads", _text),
}
