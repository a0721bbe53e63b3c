"""What the page of one inquiry shows: what was said, how the next question is asked, its files, who reads along."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise

from assistants.desk.forms_inquiries import SettingsForm
from assistants.inquiring.attach import MOST_FILES
from assistants.inquiring.find import standing_turns
from assistants.inquiring.unmask import vault_of
from assistants.models import Inquiry, InquiryFile
from assistants.names_offered import Offer
from knowledge.public import TitledDocument, documents_named, explain_refusal, marked_tokens, titled_fiscal_years
from llm_gateway.public import Feature, load_route
from tenants.public import Access, access_of_request, town_policy, town_sections


def inquiry_context(
    *,
    row: Inquiry,
    access: Access,
    form: SettingsForm | None = None,
    typed: str = "",
    refused: str | Promise = "",
    offers: Sequence[Offer] = (),
) -> dict[str, Any]:
    """Values of assistants/desk/inquiry.html and its pieces."""
    files = list(InquiryFile.objects.filter(inquiry=row).defer("content"))
    models_allowed = town_policy().models_allowed
    turns, mine = standing_turns(row=row, vault=vault_of(row=row)), row.person_id == access.person_id
    chosen = documents_named(ids=row.document_ids, access=access, today=timezone.localdate())
    tokens = [each.token for turn in turns for each in turn.citations if each.token]
    return {
        "row": row,
        "mine": mine,
        "turns": turns,
        "marked": marked_tokens(tokens=tokens, access=access),
        "chosen": chosen,
        "chosen_gone": len(row.document_ids) - len(chosen),
        "form": form or settings_form(row=row),
        "files": [(file, explain_refusal(code=file.reason) if file.reason else None) for file in files],
        "reading": any(file.state == InquiryFile.State.WAITING for file in files),
        "room": MOST_FILES - len(files),
        "own_sections": [one for one in town_sections() if one.id in access.section_ids],
        "typed": typed,
        "refused": refused,
        "offers": offers,
        "with_model": models_allowed and bool(load_route(feature=Feature.STAFF_ASK).endpoints),
        "may_set_models": access.may("models.edit"),
    }


def settings_form(*, row: Inquiry, data: Any = None) -> SettingsForm:
    """The form of an inquiry's settings."""
    return SettingsForm(data, row=row, sections=town_sections(), years=titled_fiscal_years())


def documents_ticked(request: HttpRequest) -> tuple[TitledDocument, ...]:
    """The documents of the form that the person may read, by title; one query, none without a tick."""
    given = [int(one) for one in request.POST.getlist("document")[:200] if one.isdecimal() and len(one) < 16]  # noqa: PLR2004  ids
    return documents_named(ids=given, access=access_of_request(request), today=timezone.localdate())
