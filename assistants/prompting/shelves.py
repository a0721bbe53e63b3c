"""What the home page says of templates: used last, favourites, what colleagues of the section used."""

from datetime import timedelta
from typing import Final

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.models import PromptRun, PromptTemplate
from assistants.prompting.find import recent_templates, templates_for
from tenants.public import Access, HomeLink, HomeShelf

SHOWN: Final = 6
_LOOKED_BACK: Final = timedelta(days=30)


def shelves(access: Access) -> list[HomeShelf]:
    """Three shelves; six queries at most. Of colleagues only what was used is told, never who or with what."""
    if not access.may("drafts.write"):
        return []
    recent = recent_templates(access=access)
    favourites = templates_for(access=access, favourites=True)[:SHOWN]
    start = HomeLink(_("ひな形を選ぶ"), reverse("assistants:prompts"))
    empty = _("ひな形の欄を埋めると、AIに頼む文ができあがります。使ったものがここに並びます。")
    return [
        HomeShelf(_("最近使ったひな形"), _links(recent), empty, start),
        HomeShelf(_("お気に入りのひな形"), _links(favourites)),
        HomeShelf(_("課の同僚がよく使うひな形"), _links(used_by_colleagues(access=access))),
    ]


def used_by_colleagues(*, access: Access) -> tuple[PromptTemplate, ...]:
    """Templates that others of the person's sections used in the last thirty days, by how many people; two queries."""
    if not access.section_ids:
        return ()
    used = (
        PromptRun.objects.filter(section_id__in=access.section_ids, template__isnull=False)
        .filter(created_at__gte=timezone.now() - _LOOKED_BACK)
        .exclude(person_id=access.person_id)
        .order_by()
        .values("template_id")
        .annotate(people=Count("person", distinct=True), times=Count("pk"))
        .order_by("-people", "-times")
        .values_list("template_id", flat=True)[:SHOWN]
    )
    ids = list(used)
    rows = PromptTemplate.objects.readable(access=access).in_bulk(ids)
    return tuple(rows[each] for each in ids if each in rows)


def _links(rows: tuple[PromptTemplate, ...] | QuerySet[PromptTemplate]) -> tuple[HomeLink, ...]:
    return tuple(HomeLink(row.title, reverse("assistants:prompt", args=[row.pk])) for row in rows)
