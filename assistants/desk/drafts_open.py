"""What the doors of drafts share: the draft a request is about, the text that was written."""

from django.http import Http404, HttpRequest

from assistants.drafting.find import DraftUnknown, draft_for, may_write
from assistants.models import Draft
from assistants.typed import cleaned
from tenants.public import access_of_request


def draft_of(request: HttpRequest, draft_id: int, *, writes: bool = False) -> Draft:
    """The draft, if the person may read it (`writes`: and change it). Raises Http404."""
    access = access_of_request(request)
    try:
        row = draft_for(access=access, draft_id=draft_id)
    except DraftUnknown as unknown:
        raise Http404 from unknown
    if writes and not may_write(row=row, access=access):
        raise Http404
    return row


def number_in(request: HttpRequest, name: str) -> int:
    """An id or a version's number of the form; 0 for what is none."""
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004  digits of an id


def written_text(request: HttpRequest) -> str:
    """The text of the form, with the line ends of everywhere else and nothing that Word or the database refuses."""
    return cleaned(text=request.POST.get("text", "").replace("\r\n", "\n"))
