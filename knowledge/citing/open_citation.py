"""Opens the place that a citation names: the passage among its neighbours, and what has happened to it since."""

from dataclasses import dataclass
from datetime import date

from django.core.files.base import File
from django.db.models import Q

from knowledge.citing.tokens import CitationUnknown, passage_of, source_token
from knowledge.models import Document, Findable, Passage
from knowledge.readers import readable_by
from tenants.public import Access

_BEFORE, _AFTER = 1, 3  # passages around the cited one
_PDF = "application/pdf"


class CitationClosed(Exception):
    """The reader could once read it, but the document is withdrawn, expired, not valid yet or not approved any more."""

    def __init__(self, *, title: str, why: Findable) -> None:
        super().__init__(f"{title}: {why.value}")
        self.title = title
        self.why = why


@dataclass(frozen=True, slots=True)
class Extract:
    """One passage as the page shows it."""

    heading: tuple[str, ...]
    text: str
    place: str
    cited: bool = False


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """Everything the source page says. `newer_token` opens the same place of the present version, if it still has one;
    `newer` is set when the cited text is not the present one."""

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
    has_file: bool
    is_pdf: bool
    valid_until: date | None


def open_citation(*, token: str, access: Access | None, today: date) -> CitedPlace:
    """The place that `token` names, for a person (`access`) or a resident (None).

    Raises CitationUnknown (answer 404) and CitationClosed (410).
    """
    passage = _passage(token, access, today)
    document = passage.document
    newer = not passage.current
    return CitedPlace(
        title=document.title,
        section_name=document.section.name if document.section else "",
        place=passage.place,
        page=passage.page,
        extracts=tuple(_extracts(passage)),
        source_url=document.source_url,
        kind=document.kind,
        document_id=document.pk,
        version_number=passage.version.number,
        newer=newer,
        newer_token=_present(passage) if newer else "",
        has_file=bool(passage.version.file) and document.kind != Document.Kind.FAQ,
        is_pdf=passage.version.content_type == _PDF,
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
    if not version.file or passage.document.kind == Document.Kind.FAQ:
        raise CitationUnknown
    try:
        return CitedFile(version.file.open("rb"), passage.document.file_name, version.content_type)
    except FileNotFoundError as gone:
        raise CitationUnknown from gone


def _passage(token: str, access: Access | None, today: date) -> Passage:
    readable = Document.objects.filter(readable_by(access=access))
    rows = Passage.objects.filter(document__in=readable, staged=False)
    found = rows.select_related("document__section", "version").filter(pk=passage_of(token=token)).first()
    if found is None:
        raise CitationUnknown
    why = found.document.findable(today=today)
    if why is Findable.YES and found.valid_until and found.valid_until < today:
        why = Findable.EXPIRED
    if why is not Findable.YES:
        raise CitationClosed(title=found.document.title, why=why)
    return found


def _extracts(passage: Passage) -> list[Extract]:
    """The passage with its neighbours; a FAQ stands for itself."""
    if passage.faq_entry_id:
        return [_extract(passage, passage)]
    near = Q(position__gte=passage.position - _BEFORE, position__lte=passage.position + _AFTER)
    rows = Passage.objects.filter(near, version=passage.version_id, staged=False).order_by("position")
    # Beside present text only present text: a version that was read anew keeps its former passages too.
    return [_extract(row, passage) for row in rows if row.pk == passage.pk or row.current == passage.current]


def _extract(row: Passage, cited: Passage) -> Extract:
    return Extract(tuple(row.heading.split("\n")), row.text, row.place, cited=row.pk == cited.pk)


def _present(passage: Passage) -> str:
    """Token of the present passage of the same FAQ entry, or under the same heading and place; "" when it is gone."""
    present = Passage.objects.filter(document=passage.document_id, current=True)
    if passage.faq_entry_id:
        same = present.filter(faq_entry=passage.faq_entry_id)
    else:
        same = present.filter(heading=passage.heading, place=passage.place)
    found = same.values_list("pk", flat=True).first()
    return source_token(passage_id=found) if found else ""
