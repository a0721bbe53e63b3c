"""The frontier of a run: addresses that were found and wait to be read, each once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count

from knowledge.crawling.addresses import Scope, is_endless, is_file, most_of, path_key
from knowledge.crawling.reasons import Reason
from knowledge.crawling.robots import Robots
from knowledge.models import CrawlRun, Visit

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Found:
    """An address that a page, a sitemap or a person named. `changed_at`: since when a sitemap says it is as it is."""

    address: str
    label: str = ""
    changed_at: datetime | None = None


def add_found(
    *, run: CrawlRun, scope: Scope, robots: Robots, found: Iterable[Found], depth: int, found_on: str, now: datetime
) -> bool:
    """Put what belongs to the site at the end of the frontier; False when the limit of pages cut something off.

    What robots.txt closes is written down as skipped, so that the report names it. At most five queries.
    """
    fitting: dict[str, Found] = {}
    for each in found:
        address = scope.own(address=each.address)
        if scope.holds(address=address) and not is_endless(address=address, this_year=now.year):
            fitting.setdefault(address, replace(each, address=address))
    known = Visit.objects.filter(run=run, address__in=fitting).values_list("address", flat=True) if fitting else ()
    for address in known:
        fitting.pop(address)
    if not fitting or (depth > run.site.most_depth and not any(is_file(address=one) for one in fitting)):
        return True
    deep = depth > run.site.most_depth
    rows = [_row(run, each, depth, found_on) for each in fitting.values() if not deep or is_file(address=each.address)]
    rows = _without_endless(run, rows)
    if not rows:
        return True
    room = max(0, run.site.most_pages - Visit.objects.filter(run=run).count())
    for row in rows:
        if not robots.allows(address=row.address):
            row.state, row.result, row.reason, row.at = Visit.State.OVER, Visit.Result.SKIPPED, Reason.ROBOTS.value, now
    Visit.objects.bulk_create(rows[:room], batch_size=_AT_ONCE, ignore_conflicts=True)
    return len(rows) <= room


def _row(run: CrawlRun, each: Found, depth: int, found_on: str) -> Visit:
    label = each.label if is_file(address=each.address) else ""
    key = path_key(address=each.address)
    return Visit(
        run=run,
        address=each.address,
        path_key=key,
        depth=depth,
        found_on=found_on,
        label=label,
        listed_at=each.changed_at,
    )


def _without_endless(run: CrawlRun, rows: Sequence[Visit]) -> list[Visit]:
    """Leave out what differs from many earlier addresses in its query only."""
    keys = {row.path_key for row in rows} - {0}
    counted = Visit.objects.filter(run=run, path_key__in=keys).order_by().values("path_key") if keys else None
    seen = dict(counted.annotate(count=Count("pk")).values_list("path_key", "count")) if counted is not None else {}
    kept = []
    for row in rows:
        if row.path_key:
            seen[row.path_key] = seen.get(row.path_key, 0) + 1
            if seen[row.path_key] > most_of(key=row.path_key):
                continue
        kept.append(row)
    return kept
