"""Opens the place that a citation names: the passage among its neighbours, and what has happened to it since."""

from dataclasses import dataclass
from datetime import date

from django.core.files.base import File

from knowledge.citing.around_cited import Extract, extracts_around
from knowledge.citing.page_picture import PDF
from knowledge.citing.tokens import CitationUnknown, passage_of, source_token
from knowledge.models import Document, Findable, Passage, Version
from knowledge.readers import readable_by
from tenants.public import Access


class CitationClosed(Exception):
    """The reader could once read it, but the document is withdrawn, expired, not valid yet or not approved any more."""

    def __init__(self, *, title: str, why: Findable) -> None:
        super().__init__(f"{title}: {why.value}")
        self.title = title
        self.why = why


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """Everything the source page says. `newer` is set when the cited text is not the present one; then
    `newer_token` opens the present version, at the same place (`newer_same`) or near it. `page_count` is None where the
    file has no pages that can be shown."""

    title: str
    section_name: str
    place: str
    page: int | None
    extracts: tuple[Extract, ...]
    source_url: str
    kind: str
    document_id: int
    version_number: int
    newer: bool
    newer_token: str
    newer_same: bool
    has_file: bool
    is_pdf: bool
    page_count: int | None
    from_ocr: bool
    valid_until: date | None


def open_citation(*, token: str, access: Access | None, today: date, whole: bool = False) -> CitedPlace:
    """The place that `token` names, for a person (`access`) or a resident (None); `whole` with the whole document.

    Raises CitationUnknown (answer 404) and CitationClosed (410).
    """
    passage = _passage(token, access, today)
    document = passage.document
    newer = not passage.current
    newer_token, same = _present(passage) if newer else ("", False)
    has_file, is_pdf = _has_file(passage), passage.version.content_type == PDF
    return CitedPlace(
        title=document.title,
        section_name=document.section.name if document.section else "",
        place=passage.place,
        page=passage.page,
        extracts=extracts_around(passage=passage, whole=whole),
        source_url=document.source_url,
        kind=document.kind,
        document_id=document.pk,
        version_number=passage.version.number,
        newer=newer,
        newer_token=newer_token,
        newer_same=same,
        has_file=has_file,
        is_pdf=is_pdf,
        page_count=passage.version.page_count if has_file and is_pdf else None,
        from_ocr=passage.from_ocr,
        valid_until=passage.valid_until or document.valid_until,
    )


@dataclass(frozen=True, slots=True)
class CitedFile:
    """The original file of a cited version."""

    file: "File[bytes]"
    file_name: str
    content_type: str


def open_cited_file(*, token: str, access: Access | None, today: date) -> CitedFile:
    """The file in which the cited passage stands, under the same conditions. Raises CitationUnknown, CitationClosed."""
    passage = _passage(token, access, today)
    version = passage.version
    if not _has_file(passage):
        raise CitationUnknown
    try:
        return CitedFile(version.file.open("rb"), passage.document.file_name, version.content_type)
    except FileNotFoundError as gone:
        raise CitationUnknown from gone


def open_cited_version(*, token: str, access: Access | None, today: date) -> Version:
    """The version in which the cited passage stands, for pictures of its pages. Raises as `open_cited_file`."""
    passage = _passage(token, access, today)
    if not _has_file(passage):
        raise CitationUnknown
    return passage.version


def _passage(token: str, access: Access | None, today: date) -> Passage:
    readable = Document.objects.filter(readable_by(access=access))
    rows = Passage.objects.filter(document__in=readable, staged=False)
    found = rows.select_related("document__section", "version", "faq_entry").filter(pk=passage_of(token=token)).first()
    if found is None:
        raise CitationUnknown
    why = found.document.findable(today=today)
    if why is Findable.YES and found.valid_until and found.valid_until < today:
        why = Findable.EXPIRED
    if why is Findable.YES and found.faq_entry and found.faq_entry.retired_at:
        why = Findable.WITHDRAWN  # its document goes on, the entry was taken out of service
    if why is not Findable.YES:
        raise CitationClosed(title=found.document.title, why=why)
    return found


def _present(passage: Passage) -> tuple[str, bool]:
    """(token, whether it is the same place): of the present passage of the same FAQ entry, or under the same heading
    and place; else of the one that now stands about where the cited one stood. ("", False) when nothing is left."""
    present = Passage.objects.filter(document=passage.document_id, current=True)
    if passage.faq_entry_id:
        same = present.filter(faq_entry=passage.faq_entry_id)
    else:
        same = present.filter(heading=passage.heading, place=passage.place)
    found = same.values_list("pk", flat=True).first()
    if found:
        return source_token(passage_id=found), True
    pages = present.filter(page__lte=passage.page).order_by("-page", "position") if passage.page else present
    near = pages.values_list("pk", flat=True).first() or present.values_list("pk", flat=True).first()
    return (source_token(passage_id=near), False) if near and not passage.faq_entry_id else ("", False)


def _has_file(passage: Passage) -> bool:
    """Whether the file may be shown: there is one, and no reviewer kept a part of it out."""
    version = passage.version
    return bool(version.file) and passage.document.kind != Document.Kind.FAQ and not version.left_out
