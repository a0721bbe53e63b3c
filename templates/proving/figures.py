"""Counts what a town's copies of shared things did, each night, and tells it, if the town agreed to that."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from assistants.public import SharedUse, use_of_patterns, use_of_prompts
from templates.models import Adoption, AdoptionFigure, Kind
from templates.proving.settle import settled
from tenants.public import current_town, in_public

SINCE: Final = timedelta(days=90)
_FIELDS: Final = (
    "uses",
    "helpful",
    "not_helpful",
    "asked",
    "resolved",
    "drafts",
    "confirmed",
    "minutes_saved",
    "counted_on",
)


def count_figures(*, now: datetime) -> int:
    """Write this town's figures of each edition in use here, forget those of others; how many. Twelve queries at most.

    A town that did not agree gives nothing, and what it once gave is gone.
    """
    town, figures = current_town(), list[AdoptionFigure]()
    if settled().gives_figures:
        figures = _counted(list(Adoption.objects.live()), town.id, now)
    with in_public(), transaction.atomic():
        kept = [figure.edition_id for figure in figures]
        AdoptionFigure.objects.filter(town_id=town.id).exclude(edition_id__in=kept).delete()
        AdoptionFigure.objects.bulk_create(
            figures, update_conflicts=True, unique_fields=["edition", "town_id"], update_fields=list(_FIELDS)
        )
    return len(figures)


def _counted(adoptions: list[Adoption], town_id: int, now: datetime) -> list[AdoptionFigure]:
    since, today = now - SINCE, timezone.localdate(now)
    prompts = use_of_prompts(ids=_local(adoptions, Kind.PROMPT), since=since)
    patterns = use_of_patterns(ids=_local(adoptions, Kind.FAQ), since=since)
    used = {Kind.PROMPT.value: prompts, Kind.FAQ.value: patterns}
    return [_figure(one, used.get(one.kind, {}), town_id, today) for one in adoptions]


def _local(adoptions: Iterable[Adoption], kind: str) -> list[int]:
    return [int(pk) for one in adoptions if one.kind == kind for pk in one.local_ids]


def _figure(adoption: Adoption, used: dict[int, SharedUse], town_id: int, today: date) -> AdoptionFigure:
    use = sum((used.get(int(pk), SharedUse()) for pk in adoption.local_ids), SharedUse())
    return AdoptionFigure(
        edition_id=adoption.edition_id,
        town_id=town_id,
        uses=use.uses,
        helpful=use.helpful,
        not_helpful=use.not_helpful,
        asked=use.asked,
        resolved=use.resolved,
        drafts=use.drafts,
        confirmed=use.confirmed,
        minutes_saved=use.median_minutes,
        counted_on=today,
    )
