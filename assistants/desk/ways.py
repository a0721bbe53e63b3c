"""What the palette finds of the assistants: templates, drafts, inquiries, saved searches, the reference room."""

from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from assistants.models import Draft, Inquiry
from assistants.prompting.find import recent_templates, templates_for
from knowledge.public import searches_of
from tenants.public import Access, Way, WayGroup

_MOST = 6
_MOST_WORDS = 5


def ways(access: Access, words: str) -> list[WayGroup]:
    """What was used last, or what has the words in its name. Five queries at most."""
    groups: list[WayGroup] = []
    if access.may("drafts.write"):
        groups += [WayGroup(_("ひな形"), _templates(access, words)), WayGroup(_("下書き"), _drafts(access, words))]
    if access.may("ai.use"):
        groups.append(WayGroup(_("調べもの"), _inquiries(access, words)))
    if access.may("knowledge.read"):
        groups.append(WayGroup(_("専門書・例規"), _references(access, words)))
    return groups


def _templates(access: Access, words: str) -> tuple[Way, ...]:
    rows = templates_for(access=access, words=words)[:_MOST] if words else recent_templates(access=access)
    return tuple(Way(row.title, reverse("assistants:prompt", args=[row.pk])) for row in rows)


def _drafts(access: Access, words: str) -> tuple[Way, ...]:
    own = Q(person_id=access.person_id) | Q(section_id__in=access.section_ids) | Q(approver_id=access.person_id)
    rows = Draft.objects.filter(own, _named(words)).order_by("-changed_at").only("pk", "title", "state")[:_MOST]
    return tuple(
        Way(row.title, reverse("assistants:draft", args=[row.pk]), str(row.get_state_display())) for row in rows
    )


def _inquiries(access: Access, words: str) -> tuple[Way, ...]:
    own = Inquiry.objects.filter(_named(words), person_id=access.person_id, asked_at__isnull=False)
    rows = own.order_by("-asked_at").only("pk", "title")[:_MOST]
    return tuple(Way(row.title or _("調べもの"), reverse("assistants:inquiry", args=[row.pk])) for row in rows)


def _references(access: Access, words: str) -> tuple[Way, ...]:
    """Saved searches, and always the search for the words themselves."""
    asked = words.lower().split()
    saved = [each for each in searches_of(access=access) if all(word in each.name.lower() for word in asked)]
    found = [Way(each.name, reverse("assistants:saved_reference", args=[each.id]), _("保存した検索")) for each in saved]
    if words:
        address = f"{reverse('assistants:references')}?{urlencode({'q': words})}"
        found.append(Way(_("「%(words)s」を文書の中から探す") % {"words": words}, address))
    return tuple(found[-_MOST:])


def _named(words: str) -> Q:
    named = Q()
    for word in words.split()[:_MOST_WORDS]:
        named &= Q(title__icontains=word)
    return named
