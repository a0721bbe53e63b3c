"""The list of documents: who sees which, narrowed by words and filters."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.ingesting.preview_sheet import WAITS_FOR_COLUMNS
from knowledge.models import Audience, Document, Findable, Ingestion, Passage
from knowledge.models.document import findable_on
from knowledge.readers import listed_for, readable_by
from tenants.public import Access
from web.public import Cut, cut

SOON: Final = timedelta(days=30)
_GRADES: Final = ("1", "2", "3", "4", "5")
_NARROWING: Final = ("section", "audience", "state", "grade", "kind", "responsible")
_TOO_LONG: Final = 10  # digits; shorter ones fit a bigint
STATE_WORDS: Final[dict[str, Promise]] = {
    "live": _("公開中"),
    "waiting": _("承認待ち"),
    "soon": _("30日以内に期限切れ"),
    "expired": _("期限切れ"),
    "later": _("公開開始前"),
    "withdrawn": _("取り下げ"),
}
FINDABLE_BADGES: Final[dict[Findable, tuple[Promise, str, str]]] = {
    Findable.YES: (_("公開中"), "success", "check"),
    Findable.NOT_READY: (_("準備中"), "info", "refresh"),
    Findable.NOT_APPROVED: (_("承認待ち"), "warning", "clock"),
    Findable.NOT_YET_VALID: (_("公開開始前"), "info", "calendar"),
    Findable.EXPIRED: (_("期限切れ"), "warning", "calendar"),
    Findable.WITHDRAWN: (_("取り下げ"), "neutral", ""),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the list as the address carries them; nonsense narrows nothing."""

    words: str = ""
    section: str = ""
    audience: str = ""
    state: str = ""
    grade: str = ""
    kind: str = ""
    responsible: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Wanted":
        """Read from the query string."""
        grade = query.get("grade", "")
        return cls(
            words=query.get("q", "").strip()[:100],
            section=_id(query.get("section", "")),
            audience=query.get("audience", "") if query.get("audience", "") in Audience.values else "",
            state=query.get("state", "") if query.get("state", "") in STATE_WORDS else "",
            grade=grade if grade in _GRADES else "",
            kind=query.get("kind", "") if query.get("kind", "") in Document.Kind.values else "",
            responsible="none" if query.get("responsible") == "none" else _id(query.get("responsible", "")),
        )

    @property
    def any(self) -> bool:
        """Whether something is narrowed."""
        own = (self.words, self.section, self.audience, self.state, self.grade, self.kind, self.responsible)
        return any(own)

    def as_query(self) -> str:
        """The filters as the address carries them."""
        values = {"q": self.words, **{name: getattr(self, name) for name in _NARROWING}}
        return urlencode({name: value for name, value in values.items() if value})


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    document: Document
    badge: tuple[Promise, str, str]
    expires_soon: bool
    passages: int


def documents(*, access: Access, wanted: Wanted, today: date, number: str) -> Cut[Row]:
    """One page of the documents that this person may see, newest change first; three queries."""
    rows = matching(access=access, wanted=wanted, today=today).select_related("section", "responsible")
    page: Cut[Document] = cut(items=rows, number=number)
    shown = [document.pk for document in page.items]
    counted = Passage.objects.filter(document__in=shown, current=True).order_by().values_list("document")
    passages = dict(counted.annotate(count=Count("pk")))
    return Cut(items=tuple(_row(each, passages.get(each.pk, 0), today) for each in page.items), pages=page.pages)


def matching(*, access: Access, wanted: Wanted, today: date) -> QuerySet[Document]:
    """Every document of the list that meets the filters, newest change first."""
    seen = Document.objects.filter(listed_for(access=access), current_version__isnull=False)
    return _narrowed(seen, wanted, today)


def waiting_counts(*, access: Access) -> dict[str, int]:
    """Jobs that are open and that wait for a person, for the hints above the list; one query."""
    counts = Ingestion.objects.filter(
        Q(version=None) | Q(version__document__in=Document.objects.filter(readable_by(access=access)))
    ).aggregate(
        open=Count("pk", filter=Q(state__in=[Ingestion.State.QUEUED, Ingestion.State.WORKING])),
        held=Count("pk", filter=Q(state=Ingestion.State.HELD) & ~Q(reason=WAITS_FOR_COLUMNS)),
    )
    return {"open": counts["open"], "held": counts["held"]}


def waiting_sheets(*, access: Access) -> QuerySet[Ingestion]:
    """Sheets that this person handed in and whose columns are not chosen yet, oldest first."""
    waiting = Ingestion.objects.filter(state=Ingestion.State.HELD, reason=WAITS_FOR_COLUMNS)
    return waiting.filter(batch__by=access.person_id).select_related("version").order_by("pk")


def _narrowed(rows: QuerySet[Document], wanted: Wanted, today: date) -> QuerySet[Document]:
    for word in wanted.words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(file_name__icontains=word))
    if wanted.section:
        rows = rows.filter(section=int(wanted.section))
    if wanted.audience:
        rows = rows.filter(audience=wanted.audience)
    if wanted.grade:
        rows = rows.filter(grade=int(wanted.grade))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.responsible:
        rows = rows.filter(responsible=None if wanted.responsible == "none" else int(wanted.responsible))
    return rows.filter(_state(wanted.state, today))


def _id(written: str) -> str:
    return written if written.isdecimal() and len(written) < _TOO_LONG else ""


def _state(state: str, today: date) -> Q:
    live = Q(withdrawn_at=None)
    approved = live & Q(approved_at__isnull=False)
    conditions = {
        "": live,
        "live": findable_on(today=today),
        "waiting": live & Q(approved_at=None),
        "soon": findable_on(today=today) & Q(valid_until__lte=today + SOON),
        "expired": approved & Q(valid_until__lt=today),
        "later": approved & Q(valid_from__gt=today),
        "withdrawn": Q(withdrawn_at__isnull=False),
    }
    return conditions[state]


def _row(document: Document, passages: int, today: date) -> Row:
    found = document.findable(today=today)
    until = document.valid_until
    soon = found is Findable.YES and until is not None and until <= today + SOON
    return Row(document, FINDABLE_BADGES[found], soon, passages)
