"""Hands a read page to ingestion when its main text changed; each new page becomes a document of its own."""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final
from urllib.parse import unquote, urlsplit

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from knowledge.crawling.boilerplate import digest_of, without_repeated
from knowledge.crawling.reasons import Reason
from knowledge.crawling.visit import FILE_TYPES
from knowledge.ingesting.receive import Outcome, Placement, Received, receive_file
from knowledge.models import CrawlRun, Document, Site, SitePage, Source, Visit

_LONGEST_NAME: Final = 250
_ENDING: Final = re.compile(r"\.(?:html?|pdf|docx?|xlsx?|pptx?|csv|tsv|txt|ods|md)$", re.IGNORECASE)
_EMPTY_LABEL: Final = re.compile(r"^(?:こちら|ここ|詳細|詳しくは.*|ダウンロード|PDF|Word|Excel|様式|開く|.{0,3})$")
_R = Visit.Result


@dataclass(frozen=True, slots=True)
class HandingIn:
    """What all addresses of a run share: the blocks that its pages repeat, and the batch for ingestion."""

    run: CrawlRun
    repeated: frozenset[int]
    batch_id: int


def hand_in(*, handing: HandingIn, visit: Visit, now: datetime) -> None:
    """Decide about one read address and end its visit.

    One transaction, so that it may be done again after a kill.
    """
    content = _kept(visit)
    known = SitePage.objects.select_related("document__source")
    page = known.get(site=handing.run.site_id, address=visit.address)
    if content is None:
        _over(visit, _R.FAILED, Reason.CRASHED, now)
        return
    content, digest = _main_part(visit, content, handing.repeated)
    with transaction.atomic():
        result, reason, received = _decide(handing, visit, page, _Main(content, digest), now)
        if result is not _R.SKIPPED:
            _remember(page, visit, digest, received)
        visit.document_id = received.document_id if received else page.document_id
        _over(visit, result, reason, now)
        kept = visit.kept
        transaction.on_commit(lambda: default_storage.delete(kept), robust=True)


def _main_part(visit: Visit, content: bytes, repeated: frozenset[int]) -> tuple[bytes, str]:
    """What is handed in, and its digest: of a page the text without what is repeated, of a file its bytes."""
    if not visit.kept.endswith(".html"):
        return content, sha256(content).hexdigest()
    markup = without_repeated(markup=content.decode(), repeated=repeated)
    return markup.encode(), digest_of(markup=markup)


@dataclass(frozen=True, slots=True)
class _Main:
    content: bytes
    digest: str


def _decide(
    handing: HandingIn, visit: Visit, page: SitePage, main: _Main, now: datetime
) -> tuple[_R, Reason | None, Received | None]:
    run = handing.run
    if not main.digest:
        return _R.SKIPPED, Reason.NO_TEXT, None
    if main.digest == page.digest:
        return _R.UNCHANGED, None, None
    if page.document and page.document.withdrawn_at:
        return _R.SKIPPED, Reason.WITHDRAWN, None
    twins = SitePage.objects.filter(site=run.site_id, digest=main.digest, retired_at=None, document__withdrawn_at=None)
    if twins.exclude(pk=page.pk).exclude(document=None).exists():
        return _R.SKIPPED, Reason.DUPLICATE, None
    received = receive_file(
        file=ContentFile(main.content),
        file_name=page.document.file_name if page.document else name_of(visit=visit),
        batch_id=handing.batch_id,
        placement=_placement(run.site, visit, page.document),
        by_id=None,
        release=run.site.release,
        now=now,
        enqueue=False,  # the run rings once for many
    )
    if received.outcome is Outcome.ALREADY_THERE:
        own = page.document_id == received.document_id
        return (_R.UNCHANGED, None, received) if own else (_R.SKIPPED, Reason.DUPLICATE, None)
    return (_R.CHANGED if page.document else _R.NEW), None, received


def _remember(page: SitePage, visit: Visit, digest: str, received: Received | None) -> None:
    page.digest, page.etag, page.last_modified, page.missing_runs = digest, visit.etag, visit.last_modified, 0
    if received:
        page.document_id = received.document_id
    page.retired_at = None
    page.save(update_fields=["digest", "etag", "last_modified", "missing_runs", "document", "retired_at"])


def _placement(site: Site, visit: Visit, document: Document | None) -> Placement:
    """As the site says for a new document; a document that stands keeps what people have decided about it."""
    label = "" if _EMPTY_LABEL.match(visit.label) or visit.kept.endswith(".html") else visit.label
    return Placement(
        audience=document.audience if document else "residents",
        section_id=document.section_id if document else site.section_id,
        grade=document.grade if document else 1,
        valid_from=document.valid_from if document else None,
        valid_until=document.valid_until if document else None,
        title="" if document else label,
        source_url=visit.address,
        source_kind=Source.Kind.SITE,
        source_key=site.source.name,
    )


def name_of(*, visit: Visit) -> str:
    """A name with a right ending for what stands at an address, the same each time: its host and path."""
    parts = urlsplit(visit.address)
    name = unquote(f"{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else ""))
    if name.endswith("/"):
        name += "index"
    ending = ".html" if visit.kept.endswith(".html") else FILE_TYPES.get(visit.content_type, "")
    if (ending == ".html" and not re.search(r"\.html?$", name, re.IGNORECASE)) or (ending and not _ENDING.search(name)):
        name += ending
    if len(name) > _LONGEST_NAME:
        mark = sha256(visit.address.encode()).hexdigest()[:12]
        name = f"{mark}{name[-(_LONGEST_NAME - len(mark)) :]}"
    return name


def _kept(visit: Visit) -> bytes | None:
    try:
        with default_storage.open(visit.kept) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def _over(visit: Visit, result: _R, reason: Reason | None, now: datetime) -> None:
    visit.state, visit.result, visit.at, visit.kept = Visit.State.OVER, result, now, ""
    visit.reason = reason.value if reason else ""
    visit.save()
