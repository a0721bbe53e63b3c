"""What a wish for many documents would change, document by document, and what stands against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.changing.rows import ChangedRow, changed_row, fingerprint
from knowledge.changing.shelves import shelves_for
from knowledge.models import Audience, Document
from knowledge.readers import approvable_by, editable_by, listed_for, may_approve_for, not_by, sections_to_file_under
from tenants.public import Access

MOST: Final = 500  # documents in one action
Step = Literal["edit", "approve", "withdraw"]
_MAKER: Final = "current_version__created_by"
_TOGETHER: Final = ("section_id", "audience", "grade", "valid_from", "valid_until")
_WIDTH: Final = {Audience.SECTION.value: 0, Audience.STAFF.value: 1, Audience.RESIDENTS.value: 2}


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall happen to the documents; `values` are fields of Document and are of use for "edit" only."""

    step: Step
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Planned:
    """One document: what would change, or the reason why nothing will. `waits`: it has to be approved again."""

    document: Document
    change: ChangedRow | None
    problem: Promise | str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole; `seen` is the fingerprint of what would be written."""

    wish: Wish
    rows: Sequence[Planned]

    @property
    def changing(self) -> list[Planned]:
        """Documents that would change."""
        return [row for row in self.rows if row.change]

    @property
    def left(self) -> list[Planned]:
        """Documents that would stay as they are, with the reason."""
        return [row for row in self.rows if not row.change]

    @property
    def seen(self) -> str:
        """What must be the same when it is written."""
        return fingerprint(rows=[row.change for row in self.rows if row.change])


def plan_change(*, ids: Sequence[int], wish: Wish, access: Access, now: datetime, lock: bool = False) -> Plan:
    """Look at up to MOST of the documents that this person sees. Some seven queries, however many documents.

    `lock`: keep the rows until the transaction ends, to write what is planned.
    """
    rows: QuerySet[Document] = Document.objects.filter(listed_for(access=access), current_version__isnull=False)
    rows = rows.filter(pk__in=ids[:MOST]).order_by("pk")
    rows = rows.select_for_update(of=("self",)) if lock else rows
    documents = list(rows.select_related("section", "source", "responsible"))
    moves = wish.step == "edit" and "section_id" in wish.values
    looking = _Looking(
        wish=wish,
        access=access,
        now=now,
        edits=_ids(documents, editable_by(access=access)),
        approves=_ids(documents, approvable_by(access=access), not_by(access=access, maker=_MAKER)),
        files_under=sections_to_file_under(access=access),
        shelves=shelves_for(documents=documents, section_id=wish.values["section_id"]) if moves else {},
    )
    return Plan(wish, [looking.at(each) for each in documents])


def _ids(documents: Sequence[Document], *conditions: Q) -> frozenset[int]:
    return frozenset(
        Document.objects.filter(*conditions, pk__in=[d.pk for d in documents]).values_list("pk", flat=True)
    )


@dataclass(frozen=True, slots=True)
class _Looking:
    """What must be known to say of one document what would change. `stays_approved` is asked once a section."""

    wish: Wish
    access: Access
    now: datetime
    edits: frozenset[int]
    approves: frozenset[int]
    files_under: frozenset[int] | None
    shelves: Mapping[int, int]
    known: dict[int | None, bool] = field(default_factory=dict)

    def at(self, document: Document) -> Planned:
        """One document."""
        if document.withdrawn_at:
            return Planned(document, None, _("取り下げ済みです。"))
        if self.wish.step == "approve":
            return self._approved(document)
        if document.pk not in self.edits:
            return Planned(document, None, _("この課の文書を変える権限がありません。"))
        if self.wish.step == "withdraw":
            return Planned(document, changed_row(table="document", row=document, values={"withdrawn_at": self.now}))
        return self._edited(document)

    def _approved(self, document: Document) -> Planned:
        if document.approved_at:
            return Planned(document, None, _("承認済みです。"))
        if document.pk not in self.approves:
            return Planned(document, None, _("承認する権限がないか、自分で出した文書です。"))
        values = {"approved_at": self.now, "approved_by_id": self.access.person_id}
        return Planned(document, changed_row(table="document", row=document, values=values))

    def _edited(self, document: Document) -> Planned:
        values = dict(self.wish.values)
        after = {name: values.get(name, getattr(document, name)) for name in _TOGETHER}
        problem = self._problem(after)
        if problem:
            return Planned(document, None, problem)
        if after["section_id"] != document.section_id and document.pk in self.shelves:
            values["source_id"] = self.shelves[document.pk]
        wider = _WIDTH[after["audience"]] > _WIDTH[document.audience] or after["grade"] < document.grade
        waits = wider and document.approved_at is not None and not self._stays_approved(after["section_id"])
        if waits:
            values |= {"approved_at": None, "approved_by_id": None}
        change = changed_row(table="document", row=document, values=values)
        return Planned(document, change, "" if change else _("すでにその設定です。"), waits)

    def _stays_approved(self, section_id: int | None) -> bool:
        if section_id not in self.known:
            self.known[section_id] = may_approve_for(access=self.access, section_id=section_id)
        return self.known[section_id]

    def _problem(self, after: Mapping[str, Any]) -> Promise | str:
        if after["audience"] == Audience.RESIDENTS and after["grade"] != 1:
            return _("住民に使う文書の機密性は、いちばん上の段階（公開してよい）だけです。")
        if after["audience"] == Audience.SECTION and after["section_id"] is None:
            return _("担当課のみの文書には、担当課が要ります。")
        if after["valid_from"] and after["valid_until"] and after["valid_from"] > after["valid_until"]:
            return _("公開終了日が、公開開始日より前になります。")
        moved = "section_id" in self.wish.values
        if moved and self.files_under is not None and after["section_id"] not in self.files_under:
            return _("移す先の課に文書を置く権限がありません。")
        return ""
