"""Reads one address of the frontier: what came is kept until the run hands it in, where it leads joins the frontier."""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from knowledge.crawling import limits
from knowledge.crawling.addresses import Scope, canonical, is_file
from knowledge.crawling.fetch import Fetched, Fetcher, NotFetched
from knowledge.crawling.frontier import Found, add_found
from knowledge.crawling.read_page import PageRead, decoded, read_page
from knowledge.crawling.reasons import Reason
from knowledge.crawling.robots import Robots
from knowledge.ingesting.limits import DEFAULT_LIMITS
from knowledge.ingesting.refused import Refused
from knowledge.models import CrawlRun, SitePage, Visit

_OK: Final = 200
_SERVER_ERROR: Final = 500
_TOO_MANY: Final = 429
_NOT_FOUND: Final = frozenset({404, 410})
_FORBIDDEN: Final = frozenset({401, 402, 403, 407, 451})
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
FILE_TYPES: Final = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "text/csv": ".csv",
    "text/plain": ".txt",
}
_INDEX: Final = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|cgi)$")
# The site itself does not answer; anything else is about the one address.
DOWN: Final = frozenset({Reason.TIMED_OUT, Reason.UNREACHABLE, Reason.INSECURE})


@dataclass(frozen=True, slots=True)
class Reading:
    """What every visit of a run shares."""

    run: CrawlRun
    scope: Scope
    robots: Robots
    fetcher: Fetcher


@dataclass(frozen=True, slots=True)
class Visited:
    """How a visit ended. `down`: the site did not answer; `cut`: the limit of pages left something out."""

    down: bool = False
    cut: bool = False


def known_pages(*, run: CrawlRun, visits: list[Visit]) -> dict[str, SitePage]:
    """The pages at these addresses as they were last read, by address. One query."""
    addresses = [visit.address for visit in visits]
    pages = SitePage.objects.filter(site=run.site_id, address__in=addresses, retired_at=None)
    return {page.address: page for page in pages}


def make_visit(*, reading: Reading, visit: Visit, known: SitePage | None, now: datetime) -> Visited:
    """Fetch and write down; never raises for what a site does. `known`: the page as it was last read."""
    if known and _is_listed_unchanged(visit, known):
        return _unchanged(reading, visit, known, now, asked=False)
    asked = {"etag": known.etag, "last_modified": known.last_modified} if known and known.digest else {}
    most = DEFAULT_LIMITS.file_bytes if is_file(address=visit.address) else limits.PAGE_BYTES
    try:
        fetched = reading.fetcher.get(address=visit.address, most_bytes=most, **asked)
        return _written(reading, visit, known, fetched, now)
    except NotFetched as failed:
        _over(visit, Visit.Result.FAILED, failed.reason, failed.detail, now)
        return Visited(down=failed.reason in DOWN)
    except Refused as unreadable:
        _over(visit, Visit.Result.FAILED, Reason.UNREADABLE, unreadable.detail, now)
        return Visited()


def _written(reading: Reading, visit: Visit, known: SitePage | None, fetched: Fetched, now: datetime) -> Visited:
    if fetched.unchanged and known is not None:
        return _unchanged(reading, visit, known, now, asked=True)
    if fetched.moved_to:
        return _moved(reading, visit, canonical(address=fetched.moved_to, base=visit.address), now)
    if fetched.status != _OK:
        reason = _reason_of_status(fetched.status)
        _over(visit, Visit.Result.FAILED, reason, str(fetched.status), now)
        return Visited(down=fetched.status >= _SERVER_ERROR or fetched.status == _TOO_MANY)
    if fetched.content_type in _PAGES or (not fetched.content_type and not is_file(address=visit.address)):
        return _page(reading, visit, fetched, now)
    return _file(reading, visit, known, fetched, now)


def _is_listed_unchanged(visit: Visit, known: SitePage) -> bool:
    """Whether the sitemap says that the page is as it was when it was last asked for. Sitemaps are wrong at times, so
    after MOST_UNASKED runs the page is asked all the same."""
    if visit.listed_at is None or known.asked_at is None or not known.digest:
        return False
    return visit.listed_at < known.asked_at and known.unasked_runs < limits.MOST_UNASKED


def _unchanged(reading: Reading, visit: Visit, known: SitePage, now: datetime, *, asked: bool) -> Visited:
    """The page is as it was: where it led before, it leads still. `asked`: the server said so, not the sitemap."""
    said = {"asked_at": now, "unasked_runs": 0} if asked else {"unasked_runs": F("unasked_runs") + 1}
    with transaction.atomic():
        whole = _follow(reading, visit, [Found(**each) for each in known.links], now)
        SitePage.objects.filter(pk=known.pk).update(last_seen_at=now, **said)
        _over(visit, Visit.Result.UNCHANGED, None, "", now)
    return Visited(cut=not whole)


def _moved(reading: Reading, visit: Visit, target: str, now: datetime) -> Visited:
    """A redirect is another address of the frontier: looked at like every other, read once."""
    target = reading.scope.own(address=target) if target else ""
    if not target or not reading.scope.holds(address=target):
        _over(visit, Visit.Result.SKIPPED, Reason.OUT_OF_SCOPE, target, now)
        return Visited()
    with transaction.atomic():
        whole = _follow(reading, visit, [Found(target, visit.label)], now)
        _over(visit, Visit.Result.SKIPPED, Reason.MOVED, target, now)
    return Visited(cut=not whole)


def _page(reading: Reading, visit: Visit, fetched: Fetched, now: datetime) -> Visited:
    markup = decoded(content=fetched.content, charset=fetched.charset)
    page = read_page(markup=markup, address=visit.address, robots=fetched.robots)
    found = [Found(link.address, link.label) for link in page.links]
    twin = _named_twin(reading.scope, visit.address, page)
    with transaction.atomic():
        whole = _follow(reading, visit, [*found, *([Found(twin)] if twin else [])], now)
        visit.label = page.title[:200]
        if page.noindex or twin:
            reason = Reason.NOINDEX if page.noindex else Reason.DUPLICATE
            _over(visit, Visit.Result.SKIPPED, reason, twin, now)
        else:
            links = [{"address": each.address, "label": each.label} for each in found]
            _remember(reading, visit, now, blocks=list(page.blocks), links=links)
            _keep(visit, markup.encode(), ".html", fetched, now)
    return Visited(cut=not whole)


def _file(reading: Reading, visit: Visit, known: SitePage | None, fetched: Fetched, now: datetime) -> Visited:
    if not reading.scope.takes_files or not (is_file(address=visit.address) or fetched.content_type in FILE_TYPES):
        _over(visit, Visit.Result.SKIPPED, Reason.WRONG_TYPE, fetched.content_type[:100], now)
        return Visited()
    with transaction.atomic():
        _remember(reading, visit, now)
        if known and known.digest == sha256(fetched.content).hexdigest():
            values = {"etag": fetched.etag, "last_modified": fetched.last_modified}
            SitePage.objects.filter(pk=known.pk).update(**values)
            _over(visit, Visit.Result.UNCHANGED, None, "", now)
        else:
            _keep(visit, fetched.content, "", fetched, now)
    return Visited()


def _named_twin(scope: Scope, address: str, page: PageRead) -> str:
    """The address that a page calls its own, when it is the same page spelled otherwise. Many systems put their front
    page there on every page, so a wholly different address is not believed."""
    named = scope.own(address=page.canonical) if page.canonical else ""
    if not named or named == address or not scope.holds(address=named):
        return ""
    return named if _spelling(named) == _spelling(address) else ""


def _spelling(address: str) -> str:
    parts = urlsplit(address)
    path = _INDEX.sub("/", parts.path).rstrip("/")
    return urlunsplit(("", parts.netloc.removeprefix("www."), path, "", ""))


def _follow(reading: Reading, visit: Visit, found: list[Found], now: datetime) -> bool:
    return add_found(
        run=reading.run,
        scope=reading.scope,
        robots=reading.robots,
        found=found,
        depth=visit.depth + 1,
        found_on=visit.address,
        now=now,
    )


def _remember(reading: Reading, visit: Visit, now: datetime, **values: object) -> None:
    """What the next run compares with; the digest follows when the page is handed in."""
    values = {"asked_at": now, "unasked_runs": 0, **values}
    page = SitePage(site_id=reading.run.site_id, address=visit.address, first_seen_at=now, last_seen_at=now, **values)
    SitePage.objects.bulk_create(
        [page],
        update_conflicts=True,
        unique_fields=["site", "address"],
        update_fields=["last_seen_at", *values],
    )


def _keep(visit: Visit, content: bytes, ending: str, fetched: Fetched, now: datetime) -> None:
    name = f"crawls/{visit.run_id}/{visit.pk}{ending}"
    default_storage.delete(name)  # of a try that was killed
    visit.kept = default_storage.save(name, ContentFile(content))
    visit.content_type = fetched.content_type[:100]
    visit.etag, visit.last_modified = fetched.etag, fetched.last_modified
    visit.state, visit.at = Visit.State.READ, now
    visit.save()


def _over(visit: Visit, result: Visit.Result, reason: Reason | None, detail: str, now: datetime) -> None:
    visit.state, visit.result, visit.at = Visit.State.OVER, result, now
    visit.reason, visit.detail = reason.value if reason else "", detail[:300]
    visit.save()


def _reason_of_status(status: int) -> Reason:
    if status in _NOT_FOUND:
        return Reason.NOT_FOUND
    return Reason.FORBIDDEN if status in _FORBIDDEN else Reason.SERVER
