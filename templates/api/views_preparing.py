"""Doors of preparing by programs: the head, a decision for each finding, a text, a mark."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from templates.api.errors import Told
from templates.api.inputs_offerings import DecisionsInput, HeadInput, MarkInput, TextInput
from templates.api.library_view import read
from templates.api.outputs_offerings import OfferingOutput
from templates.api.views_offerings import SharingView, offering_of, told_of
from templates.delocalising.local_fact import Decision, LocalFact
from templates.models import Kind, Offering
from templates.places import may_hold_blank
from templates.sharing.check import Checked, check, marks_fault
from templates.sharing.deciding import NotADecision, blank_decided, kept
from templates.sharing.offer import decide, decide_as_suggested, mark, unmark, write_head, write_text


class HeadView(SharingView):
    """What a reader sees first."""

    @extend_schema(operation_id="write_offering_head", request=HeadInput, responses=OfferingOutput)
    def post(self, request: Request, offering_id: int) -> Response:
        """Write what is sent, leave the rest."""
        row = offering_of(offering_id=offering_id, editable=True)
        sent = read(HeadInput, request.data)
        section, note = sent.pop("section", row.section), sent.pop("change_note", row.change_note)
        write_head(offering=row, head=_head(row, sent), section=section, change_note=note, now=timezone.now())
        return told_of(row)


class DecisionsView(SharingView):
    """About the findings."""

    @extend_schema(operation_id="decide_findings", request=DecisionsInput, responses=OfferingOutput)
    def post(self, request: Request, offering_id: int) -> Response:
        """Keep all of them or, when one is none, none."""
        row = offering_of(offering_id=offering_id, editable=True)
        sent, now = read(DecisionsInput, request.data), timezone.now()
        decide(offering=row, decisions=_decisions(check(offering=row), sent["decisions"]), now=now)
        if sent["rest_as_suggested"]:
            decide_as_suggested(offering=row, now=now)
        return told_of(row)


class TextView(SharingView):
    """One text of the copy that is prepared; what the town uses itself stays."""

    @extend_schema(operation_id="write_offering_text", request=TextInput, responses=OfferingOutput)
    def post(self, request: Request, offering_id: int) -> Response:
        """Write; the place is one of `texts`."""
        row = offering_of(offering_id=offering_id, editable=True)
        sent = read(TextInput, request.data)
        if sent["place"] not in check(offering=row).texts or not may_hold_blank(place=sent["place"]):
            told = _("その場所に直せる文章はありません。texts の場所を送ってください（欄の名前と変更の説明を除く）。")
            raise Told("not_found", {"place": [told]}, status_code=404)
        write_text(offering=row, place=sent["place"], text=sent["text"], now=timezone.now())
        return told_of(row)


class MarksView(SharingView):
    """Something local that the search did not find."""

    @extend_schema(operation_id="mark_offering", request=MarkInput, responses=OfferingOutput)
    def post(self, request: Request, offering_id: int) -> Response:
        """Add it to the findings, or take it away again."""
        row = offering_of(offering_id=offering_id, editable=True)
        sent, now = read(MarkInput, request.data), timezone.now()
        if sent["remove"]:
            unmark(offering=row, text=sent["text"], now=now)
        elif fault := marks_fault(checked=check(offering=row), text=sent["text"]):
            raise Told("mark", {"text": [fault]}, status_code=400)
        else:
            mark(offering=row, text=sent["text"], kind=sent["kind"], now=now)
        return told_of(row)


def _head(row: Offering, sent: dict[str, Any]) -> dict[str, Any]:
    """Plain values of the content. Raises Told (400)."""
    if row.derived_from_id and sent.get("licence", row.content["licence"]) != row.content["licence"]:
        told = _("元にしたひな形の利用条件を引き継ぎます。licence は送らないでください。")
        raise Told("licence", {"licence": [told]}, status_code=400)
    if "laws" in sent:
        laws = [{**law, "as_of": law["as_of"].isoformat()} for law in sent["laws"]]
        sent["laws"] = [{name: value for name, value in law.items() if value} for law in laws]
    if "body" in sent:
        if row.kind != Kind.TEXT:
            told = _("本文をここで書けるのは、文章（text）だけです。ほかは texts の場所ごとに直してください。")
            raise Told("body", {"body": [told]}, status_code=400)
        sent["body"] = {**row.content["body"], "body": sent["body"]}
    return sent


def _decisions(checked: Checked, sent: Sequence[dict[str, Any]]) -> dict[str, Decision]:
    """By the finding's key. Raises Told (400) with each that is none."""
    facts = {fact.key: fact for fact in checked.facts}
    made, wrong = dict[str, Decision](), dict[str, list[str]]()
    for number, one in enumerate(sent):
        try:
            made[one["finding"]] = _decision(facts.get(one["finding"]), one)
        except NotADecision as refused:
            wrong[f"decisions.{number}.{refused.field}"] = [str(refused)]
    if wrong:
        raise Told("decision", wrong, status_code=400)
    return made


def _decision(fact: LocalFact | None, sent: dict[str, Any]) -> Decision:
    if fact is None or fact.blocks:
        raise NotADecision("finding", _("決められる言葉ではありません。findings の finding を送ってください。"))
    blank = sent.get("blank", "")
    return blank_decided(name=blank) if blank else kept(fact=fact, reason=sent.get("reason", ""))
