"""The page that shows what a version changed, and the words a FAQ entry's revisions changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from knowledge.comparing.compare_versions import NothingToCompare, compare_versions
from knowledge.comparing.mark_words import MarkedPiece, mark_words
from knowledge.models import Document, FaqEntry, FaqRevision, Version
from knowledge.readers import listed_for
from tenants.public import access_of_request, needs
from web.public import cut


@require_GET
@needs("knowledge.read")
def version_page(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """What version `number` changed against the one before."""
    readable = Q(listed_for(access=access_of_request(request)), current_version__isnull=False)
    document = get_object_or_404(Document.objects.filter(readable), pk=document_id)
    context: dict[str, object] = {"document": document, "number": number}
    try:
        found = compare_versions(document=document, number=number)
    except Version.DoesNotExist as unknown:
        raise Http404 from unknown
    except NothingToCompare:
        return render(request, "knowledge/version_changes.html", context)
    page = cut(items=list(found.changes), number=request.GET.get("page", ""), size=20)
    context |= {"found": found, "changes": page.items, "pages": page.pages}
    return render(request, "knowledge/version_changes.html", context)


@dataclass(frozen=True, slots=True)
class MarkedRevision:
    """A former wording with what the next one changed."""

    revision: FaqRevision
    question: Sequence[MarkedPiece]
    answer: Sequence[MarkedPiece]


def marked_revisions(*, entry: FaqEntry, revisions: Iterable[FaqRevision]) -> list[MarkedRevision]:
    """Each revision (newest first) against the wording that followed it."""
    marked = []
    question, answer = entry.question, entry.answer
    for revision in revisions:
        marked.append(
            MarkedRevision(
                revision,
                mark_words(old=revision.question, new=question),
                mark_words(old=revision.answer, new=answer),
            )
        )
        question, answer = revision.question, revision.answer
    return marked


def marked_proposal(*, entry: FaqEntry) -> tuple[Sequence[MarkedPiece], Sequence[MarkedPiece]] | None:
    """Question and answer that wait, against what is in service; None when nothing waits or nothing is in service."""
    if not entry.proposed or entry.retired_at:
        return None
    asked, told = str(entry.proposed["question"]), str(entry.proposed["answer"])
    return mark_words(old=entry.question, new=asked), mark_words(old=entry.answer, new=told)
