"""Takes documents out of service whose page is gone, but never because the site is down or under repair."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet

from audit_log.public import SYSTEM
from knowledge.crawling.limits import MISSING_RUNS
from knowledge.crawling.reasons import Reason
from knowledge.editing.documents import withdraw_document
from knowledge.models import CrawlRun, SitePage, Visit

_GONE: Final = (Reason.NOT_FOUND.value, Reason.NOINDEX.value, Reason.ROBOTS.value)
_LEAST_MANY: Final = 5
_MANY_SHARE: Final = 0.3


def unlinked_pages(*, run: CrawlRun) -> QuerySet[SitePage]:
    """Pages that the site is known to have, and that nothing led to in this run."""
    visited = Visit.objects.filter(run=run).values("address")
    return SitePage.objects.filter(site=run.site_id, retired_at=None).exclude(address__in=visited)


def note_unlinked(*, run: CrawlRun) -> None:
    """At the end of the frontier: look at each page that nothing led to, once, to know whether it is still there."""
    missing = unlinked_pages(run=run).values_list("address", flat=True)
    rows = [Visit(run=run, address=address, depth=_UNLINKED_DEPTH) for address in missing]
    Visit.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


_UNLINKED_DEPTH: Final = 1_000  # deeper than any limit: links of a page that nothing leads to are not followed


def retire_gone(*, run: CrawlRun, cut: bool, now: datetime) -> Reason | None:
    """Withdraw what is gone: the site says so (404, noindex, robots.txt), or two runs in a row found no link to it.

    `cut`: the limit of pages left something out, so a page without link may only lie behind it. Returns MANY_GONE,
    and retires nothing, when so much is gone at once that a repair or a move of the site is likelier.
    """
    with transaction.atomic():
        if not cut:
            _count_unlinked(run)
        gone = list(gone_pages(run=run))
        standing = SitePage.objects.filter(site=run.site_id, retired_at=None, document__isnull=False)
        if len(gone) > max(_LEAST_MANY, _MANY_SHARE * standing.count()):
            return Reason.MANY_GONE
        _retire(run, gone, now)
    return None


def retire_anyway(*, run: CrawlRun, now: datetime) -> int:
    """What `retire_gone` put off, after a person has looked at the list; returns how many."""
    with transaction.atomic():
        gone = list(gone_pages(run=run))
        _retire(run, gone, now)
    return len(gone)


def _count_unlinked(run: CrawlRun) -> None:
    """Pages that answered though nothing led to them; written once a run, whose step ends with it."""
    still_there = Visit.objects.filter(run=run, depth=_UNLINKED_DEPTH, result__in=_ANSWERED).values("address")
    SitePage.objects.filter(site=run.site_id, address__in=still_there).update(missing_runs=F("missing_runs") + 1)
    linked = Visit.objects.filter(run=run, depth__lt=_UNLINKED_DEPTH, result__in=_ANSWERED).values("address")
    back = SitePage.objects.filter(site=run.site_id, address__in=linked, missing_runs__gt=0)
    back.update(missing_runs=0)


_ANSWERED: Final = (Visit.Result.NEW, Visit.Result.CHANGED, Visit.Result.UNCHANGED)


def gone_pages(*, run: CrawlRun) -> QuerySet[SitePage]:
    """Pages that the site said are gone, or that two runs in a row did not find."""
    said = Visit.objects.filter(run=run, reason__in=_GONE).values("address")
    known = SitePage.objects.filter(site=run.site_id, retired_at=None)
    return (known.filter(address__in=said) | known.filter(missing_runs__gte=MISSING_RUNS)).select_related("document")


def _retire(run: CrawlRun, gone: list[SitePage], now: datetime) -> None:
    reasons = dict(Visit.objects.filter(run=run, reason__in=_GONE).values_list("address", "reason"))
    for page in gone:  # a document at a time: each has its own entry in the log
        if page.document_id and page.document and page.document.withdrawn_at is None:
            withdraw_document(document_id=page.document_id, by=SYSTEM, now=now)
    SitePage.objects.filter(pk__in=[page.pk for page in gone]).update(
        retired_at=now, etag="", last_modified="", digest="", missing_runs=0, document=None
    )
    with_document = [page for page in gone if page.document_id]
    for page in with_document:
        reason = reasons.get(page.address, Reason.UNLINKED.value)
        Visit.objects.update_or_create(
            run=run,
            address=page.address,
            defaults={
                "state": Visit.State.OVER,
                "result": Visit.Result.RETIRED,
                "reason": reason,
                "document_id": page.document_id,
                "at": now,
            },
        )
