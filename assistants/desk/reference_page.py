"""What the page of the reference room shows."""

from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.public import SavedFacts, WantedReference, consult, searches_of, titled_fiscal_years
from tenants.public import Access, town_sections

KINDS: Final = (
    ("ordinance", _("例規")),
    ("prose", _("手引き・計画などの文書")),
    ("table", _("表")),
    ("slides", _("スライド")),
)


def reference_context(*, wanted: WantedReference, access: Access, saved: SavedFacts | None = None) -> dict[str, Any]:
    """Values of assistants/desk/references.html. Raises WordVectorsMissing."""
    seen, today = saved.seen if saved else None, timezone.localdate()
    page = consult(wanted=wanted, access=access, today=today, seen=seen) if wanted.words else None
    room = reverse("assistants:references")
    here = reverse("assistants:saved_reference", args=[saved.id]) if saved else room
    return {
        "wanted": wanted,
        "query": wanted.as_query(),
        "in_one": f"{room}?{replace(wanted, documents=()).as_query()}&doc=",
        "wider": f"{room}?{urlencode({'q': wanted.words})}",
        "page": page,
        "saved": saved,
        "here": f"{here}?{'' if saved else wanted.as_query()}&page={page.pages.number if page else 1}",
        "searches": searches_of(access=access),
        "sections": town_sections(),
        "kinds": KINDS,
        "years": [(str(year), name) for year, name in titled_fiscal_years()],
        "may_ask": access.may("ai.use"),
        "may_edit": access.may("knowledge.edit"),
    }
