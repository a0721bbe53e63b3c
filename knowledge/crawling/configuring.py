"""What people decide about a site: add it, change it, pause it, go on, take it out of the list."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction

from audit_log.public import Action, Actor, Subject, record
from knowledge.audit_actions import SITE_ADDED, SITE_EDITED, SITE_PAUSED, SITE_REMOVED, SITE_RESUMED
from knowledge.crawling.schedule import next_time
from knowledge.models import CrawlRun, Site, Source


class SiteThere(Exception):
    """The town has a site at this address already; `site_id` is it."""

    def __init__(self, site_id: int) -> None:
        super().__init__(site_id)
        self.site_id = site_id


def add_site(*, address: str, values: Mapping[str, Any], by: Actor, now: datetime) -> int:
    """Id of a new site; `address` in its canonical form, `values` fields of Site. Raises SiteThere."""
    there = Site.objects.standing().filter(address=address).first()
    if there:
        raise SiteThere(there.pk)
    parts = urlsplit(address)
    name = f"{parts.netloc}{parts.path}"[:120]
    try:
        with transaction.atomic():
            # Once removed and added again, it is the same source: its documents are known by their names.
            source, _made = Source.objects.get_or_create(kind=Source.Kind.SITE, name=name)
            Source.objects.filter(pk=source.pk).update(address=address)
            site, _made = Site.objects.update_or_create(
                source=source, defaults={"address": address, "removed_at": None, "paused_at": None, **values}
            )
            _plan(site, now)
            record(action=SITE_ADDED, actor=by, subject=subject_of(site=site), at=now)
    except IntegrityError as raced:
        raise SiteThere(Site.objects.standing().get(address=address).pk) from raced
    return site.pk


def edit_site(*, site_id: int, values: Mapping[str, Any], by: Actor, now: datetime) -> None:
    """Take over changed fields of Site; the next run goes by them."""
    with transaction.atomic():
        site = Site.objects.select_for_update().get(pk=site_id)
        changed = [field for field, value in values.items() if getattr(site, field) != value]
        if not changed:
            return
        for field in changed:
            setattr(site, field, values[field])
        site.save()
        _plan(site, now)
        detail = {"fields": "、".join(sorted(changed))}
        record(action=SITE_EDITED, actor=by, subject=subject_of(site=site), detail=detail, at=now)


def pause_site(*, site_id: int, by: Actor, now: datetime) -> None:
    """No run by itself until it goes on; an open run is finished."""
    _mark(site_id, SITE_PAUSED, by, now, paused_at=now)


def resume_site(*, site_id: int, by: Actor, now: datetime) -> None:
    """The schedule holds again."""
    _mark(site_id, SITE_RESUMED, by, now, paused_at=None)


def remove_site(*, site_id: int, by: Actor, now: datetime) -> None:
    """Not read any more; its documents stay until a person withdraws them. An open run is stopped."""
    with transaction.atomic():
        open_runs = CrawlRun.objects.filter(site=site_id, state__in=[CrawlRun.State.QUEUED, CrawlRun.State.WORKING])
        open_runs.update(state=CrawlRun.State.CANCELLED, finished_at=now, lease_until=None)
        _mark(site_id, SITE_REMOVED, by, now, removed_at=now)


def subject_of(*, site: Site) -> Subject:
    """A site as the log names it."""
    return Subject(kind="knowledge.site", id=str(site.pk), label=site.address)


def _mark(site_id: int, action: Action, by: Actor, now: datetime, **values: Any) -> None:
    with transaction.atomic():
        site = Site.objects.select_for_update().get(pk=site_id)
        for field, value in values.items():
            setattr(site, field, value)
        site.save(update_fields=list(values))
        _plan(site, now)
        record(action=action, actor=by, subject=subject_of(site=site), at=now)


def _plan(site: Site, now: datetime) -> None:
    later = next_time(schedule=site.schedule, weekday=site.weekday, hour=site.hour, after=now)
    site.next_run_at = None if site.paused_at or site.removed_at else later
    site.save(update_fields=["next_run_at"])
