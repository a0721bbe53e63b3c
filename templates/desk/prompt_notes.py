"""What the page of a template says when it came from the library."""

from django.urls import reverse
from django.utils.translation import gettext as _

from assistants.public import PromptNote
from templates.adopting.standing import standing_of_copy
from templates.models import Kind
from tenants.public import Access


def notes(access: Access, prompt_id: int) -> list[PromptNote]:
    """Where it came from, and that it is behind; one query for a template of the town's own, else five."""
    found = standing_of_copy(kind=Kind.PROMPT, local_id=prompt_id)
    if found is None:
        return []
    town = found.item.town_name if found.item else ""
    told = [
        PromptNote(
            _("共有のひな形 版%(version)s（%(town)s）から") % {"version": found.adoption.version, "town": town},
            reverse("library:item", args=[found.adoption.item_id]),
        )
    ]
    if found.withdrawn:
        told.append(PromptNote(_("取り下げられました"), reverse("library:adopted"), "error"))
    elif found.behind:
        may = access.may("templates.manage")
        url = reverse("library:update", args=[found.adoption.pk]) if may else reverse("library:adopted")
        told.append(PromptNote(_("%(count)d版遅れています") % {"count": found.behind}, url, "warning"))
    if found.notices:
        told.append(PromptNote(_("根拠の法令が変わります"), reverse("library:adopted"), "warning"))
    return told
