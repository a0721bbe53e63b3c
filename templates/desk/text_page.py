"""What the page of one of the town's texts shows."""

from typing import Any

from django.urls import reverse

from assistants.public import text_as_html
from templates.adopting.standing import standing_of_copy
from templates.keeping.write import open_blanks
from templates.models import Kind, TownText
from tenants.public import Access

_MOST = 30  # versions


def text_context(*, row: TownText, access: Access) -> dict[str, Any]:
    """For a template; seven queries for a text of the town's own, some more for one that was taken over."""
    newest = row.versions.get(number=row.number)
    return {
        "row": row,
        "newest": newest,
        "html": text_as_html(text=newest.body),
        "open_blanks": open_blanks(body=newest.body),
        "versions": row.versions.defer("body")[:_MOST],
        "standing": standing_of_copy(kind=Kind.TEXT, local_id=row.pk),
        "document_url": reverse("knowledge:document", args=[row.document_id]) if row.document_id else "",
        "writes": access.may("templates.manage"),
        "files": access.may("knowledge.edit"),
    }
