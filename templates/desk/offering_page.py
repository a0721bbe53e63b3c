"""What the pages of an offering share: one that is there, its forms as they begin, the steps above them."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from templates.desk.forms_sharing import BodyForm, DecisionForm, HeadForm, LawForms
from templates.models import Kind, Offering
from templates.reach import OutOfReach
from templates.sharing.check import Checked
from templates.sharing.offer import EDITABLE
from templates.wishing.board import open_wish
from tenants.public import town_sections
from web.public import Step


def offering_or_404(offering_id: int, *, editable: bool = False) -> Offering:
    """An offering of the entered town. `editable`: only one that is neither handed in nor released."""
    row = get_object_or_404(Offering, pk=offering_id)
    if editable and row.state not in EDITABLE:
        raise Http404
    return row


@dataclass(frozen=True, slots=True)
class WishedFor:
    """The wish on the board that something is written for."""

    id: UUID
    words: str


def wish_of(request: HttpRequest) -> WishedFor | None:
    """The open wish that the address or the form names; a 404 for what is not the town's to see."""
    said = request.POST.get("wish") or request.GET.get("wish") or ""
    try:
        return WishedFor(UUID(said), open_wish(wish_id=UUID(said))) if said else None
    except (OutOfReach, ValueError) as none:
        raise Http404 from none


def head_forms(request: HttpRequest, offering: Offering) -> dict[str, Any]:
    """Head, laws and, of a text, its body."""
    content, data = offering.content, request.POST or None
    names = ("title", "purpose", "task", "author", "licence")
    start = {name: content[name] for name in names} | {"cautions": "\n".join(content["cautions"])}
    start |= {"section": offering.section, "change_note": offering.change_note}
    desks = [one.name for one in town_sections()]
    laws = [{**law, "as_of": date.fromisoformat(law["as_of"])} for law in content["laws"]]
    forms: dict[str, Any] = {
        "form": HeadForm(data, initial=start, desks=desks, licence_kept=offering.derived_from_id is not None),
        "laws": LawForms(data, prefix="laws", initial=laws),
    }
    if offering.kind == Kind.TEXT:
        forms["body"] = BodyForm(data, initial={"body": content["body"]["body"]})
    return forms


def written_head(*, offering: Offering, forms: dict[str, Any]) -> dict[str, Any]:
    """The plain values that valid forms say."""
    laws = [law for form in forms["laws"] if (law := form.plain())]
    head = {**forms["form"].plain(), "laws": laws}
    if "body" in forms:
        head["body"] = {**offering.content["body"], "body": forms["body"].cleaned_data["body"]}
    return head


def decision_forms(request: HttpRequest, checked: Checked) -> list[DecisionForm]:
    """One for each finding that a decision is possible for."""
    rows = [row for row in checked.rows() if not row.fact.blocks]
    data = request.POST or None
    return [DecisionForm(data, prefix=_prefix(row.fact.key), row=row) for row in rows]


def _prefix(key: str) -> str:
    """The same for a finding whatever else was found meanwhile."""
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def steps_of(*, offering: Offering, here: str, open_count: int | None) -> list[Step]:
    """The row of steps above the pages."""
    words = {"offering": _("題名と目的"), "offering_check": _("町固有の言葉"), "offering_submit": _("確かめて申請")}
    found = []
    for name, word in words.items():
        left = _("あと%(count)d件") % {"count": open_count} if name == "offering_check" and open_count else ""
        url = reverse(f"library:{name}", args=[offering.pk])
        found.append(Step(word, "current" if name == here else "todo", url, left))
    return found
