"""What the town has that comes near a gap's question, and why it did not answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.models import Audience, Document, Findable, Passage
from knowledge.readers import listed_for
from knowledge.retrieving.candidates import candidates
from knowledge.retrieving.read_question import read_question
from tenants.public import Access

MOST: Final = 5
_LOOKED_AT: Final = 20
_WHY: Final[dict[Findable, Promise]] = {
    Findable.NOT_APPROVED: _("承認されていないので、使われません。"),
    Findable.NOT_YET_VALID: _("公開開始日の前なので、使われません。"),
    Findable.EXPIRED: _("期限が切れているので、使われません。"),
    Findable.WITHDRAWN: _("取り下げられています。"),
    Findable.NOT_READY: _("取り込みが終わっていません。"),
}
_NOT_FOR_RESIDENTS: Final = _("住民向けではないので、住民への回答には使われません。")
_NOT_NEAR: Final = _("使われる文ですが、質問の言い方から遠いか、答えが書かれていません。")


@dataclass(frozen=True, slots=True)
class Near:
    """One passage. `why` says why it was no answer; `blocked`: it could not be found at all."""

    document_id: int
    faq_entry_id: int | None
    title: str
    heading: str
    text: str
    why: Promise
    blocked: bool


def nearest_known(*, question: str, audience: str, access: Access, today: date) -> Sequence[Near]:
    """Up to MOST passages that this person may see, nearest first, also those that search never finds.

    The nearest of each document or FAQ entry, so that one document is not all there is to see. Three queries.
    Only what the pages of knowledge show this person anyway (readers.listed_for).
    """
    shown = Document.objects.filter(listed_for(access=access), withdrawn_at=None, current_version__isnull=False)
    condition = Q(current=True, document__in=shown)
    statement, values = Passage.objects.filter(condition).order_by().values("id").query.sql_with_params()
    read = read_question(text=question)
    if not read.words and read.vector is None:
        return []
    best = candidates(question=read, findable=(statement, tuple(values)), most=_LOOKED_AT).best
    living = Q(faq_entry=None) | Q(faq_entry__retired_at=None)
    rows = Passage.objects.filter(condition, living).select_related("document")
    loaded = rows.in_bulk([each.passage_id for each in best])
    there = [loaded[each.passage_id] for each in best if each.passage_id in loaded]
    first: dict[tuple[int, int | None], Passage] = {}
    for row in there:
        first.setdefault((row.document_id, row.faq_entry_id), row)
    return [_near(row, audience, today) for row in list(first.values())[:MOST]]


def _near(row: Passage, audience: str, today: date) -> Near:
    ended = row.valid_until is not None and row.valid_until < today
    why, blocked = _why(row.document, audience, today, ended=ended)
    heading = row.heading.replace("\n", " › ")
    return Near(row.document_id, row.faq_entry_id, row.document.title, heading, row.text, why, blocked)


def _why(document: Document, audience: str, today: date, *, ended: bool) -> tuple[Promise, bool]:
    state = Findable.EXPIRED if ended else document.findable(today=today)
    if state is not Findable.YES:
        return _WHY[state], True
    if audience != "staff" and (document.audience != Audience.RESIDENTS or document.grade != 1):
        return _NOT_FOR_RESIDENTS, True
    return _NOT_NEAR, False
