"""Doors of proofs: begin one, see it case by case, stop it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from audit_log.public import SYSTEM
from metering.public import usage_of_turn
from templates.desk.proof_steps import next_steps
from templates.models import Edition, ProofRun
from templates.proving.finish import mark_of
from templates.proving.judged import judged_cases
from templates.proving.shown import author_proof
from templates.proving.start import NotStarted, cancel_proof, start_proof
from templates.reach import OutOfReach, offered
from tenants.public import actor_of, needs
from web.public import render_page


@require_POST
@needs("templates.manage")
def begin(request: HttpRequest, shared_edition_id: UUID) -> HttpResponse:
    """Put an edition's cases to the town's own knowledge and models."""
    edition = _edition(shared_edition_id)
    try:
        run_id = start_proof(edition_id=edition.pk, actor=actor_of(request), now=timezone.now())
    except NotStarted as refused:
        messages.error(request, str(refused))
        return redirect("library:item", edition.item_id)
    except OutOfReach:  # withdrawn since: the page of the thing says why
        return redirect("library:item", edition.item_id)
    return redirect("library:proof", run_id)


@require_GET
@needs("drafts.write")
def proof(request: HttpRequest, library_proof_id: int) -> HttpResponse:
    """A run and what came of each case."""
    run = get_object_or_404(ProofRun, pk=library_proof_id)
    edition = _edition(run.edition_id)
    author = author_proof(edition=edition)
    results = judged_cases(run=run, author=author)
    asked = sum(one.asked_here for one in results)
    context = {
        "run": run,
        "edition": edition,
        "author": author,
        "apart": sum(one.apart for one in results),
        "steps": next_steps(run=run),
        "use": usage_of_turn(turn_id=mark_of(run_id=run.pk)),
        "by_itself": run.started_by == SYSTEM.label,
        "results": results,
        "asked": asked,
        "open": run.state in ProofRun.OPEN,
    }
    page, piece = "template_library/desk/proof.html", "template_library/desk/_proof_run.html"
    return render_page(request=request, page=page, piece=piece, context=context)


@require_POST
@needs("templates.manage")
def cancel(request: HttpRequest, library_proof_id: int) -> HttpResponse:
    """Stop a run at its next case."""
    run = get_object_or_404(ProofRun, pk=library_proof_id)
    if cancel_proof(run_id=run.pk, actor=actor_of(request), now=timezone.now()):
        messages.success(request, _("検証を中止しました。"))
    return redirect("library:proof", run.pk)


def _edition(edition_id: UUID) -> Edition:
    try:
        return offered(edition_id=edition_id).edition
    except OutOfReach as none:
        raise Http404 from none
