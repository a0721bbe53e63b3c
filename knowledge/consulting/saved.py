"""Saved searches: a person's own, by name, with what they gave when the person last looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.encoding import uri_to_iri
from django.utils.translation import gettext as _

from knowledge.consulting.consult import consult
from knowledge.consulting.wanted import Wanted
from knowledge.models import SavedSearch
from tenants.public import Access

MOST_SAVED: Final = 50
LONGEST_NAME: Final = 60
_LONGEST_QUERY: Final = 1000  # as the column


class NotSaved(ValueError):
    """The search was not saved; the message says why and what to do, in Japanese."""


class SearchUnknown(LookupError):
    """There is no such saved search of this person."""


@dataclass(frozen=True, slots=True)
class SavedFacts:
    """One of them: `query` is the query string of the page, `seen` the passages it gave on `seen_at`."""

    id: int
    name: str
    query: str
    seen_at: datetime
    seen: frozenset[int] = frozenset()


def save_search(*, name: str, query: str, access: Access, today: date, now: datetime) -> SavedFacts:
    """Keep a search and what it gives now. Raises NotSaved."""
    plain, wanted = " ".join(name.split()), Wanted.of_text(query)
    if not wanted.words:
        raise NotSaved(_("探す言葉がないため保存できません。言葉を入れて探してから、保存してください。"))
    plain = plain or wanted.words[:LONGEST_NAME]
    if len(plain) > LONGEST_NAME:
        raise NotSaved(_("名前が長すぎます。%(most)d文字までにしてください。") % {"most": LONGEST_NAME})
    kept = uri_to_iri(wanted.as_query())  # 「手数料」 as three characters, not as the 27 of an address
    if len(kept) > _LONGEST_QUERY:
        raise NotSaved(_("探す言葉と絞り込みが長いため保存できません。短くして探してから、保存してください。"))
    if SavedSearch.objects.filter(person_id=access.person_id).count() >= MOST_SAVED:
        told = _("保存できる検索は%(most)d件までです。使わなくなったものを消してから、もう一度保存してください。")
        raise NotSaved(told % {"most": MOST_SAVED})
    ids = consult(wanted=wanted, access=access, today=today).ids
    try:
        with transaction.atomic():
            row = SavedSearch.objects.create(
                person_id=access.person_id, name=plain, query=kept, seen_ids=list(ids), seen_at=now
            )
    except IntegrityError as there:
        told = _("「%(name)s」という名前の検索はもうあります。別の名前を付けてください。")
        raise NotSaved(told % {"name": plain}) from there
    return _facts(row)


def searches_of(*, access: Access) -> Sequence[SavedFacts]:
    """The person's saved searches by name, without what they gave; one query."""
    rows = SavedSearch.objects.filter(person_id=access.person_id).values_list("pk", "name", "query", "seen_at")
    return [SavedFacts(*row) for row in rows]


def saved_search(*, saved_id: int, access: Access) -> SavedFacts:
    """One of the person's own. Raises SearchUnknown."""
    row = SavedSearch.objects.filter(pk=saved_id, person_id=access.person_id).first()
    if row is None:
        raise SearchUnknown(str(saved_id))
    return _facts(row)


def mark_seen(*, saved_id: int, access: Access, today: date, now: datetime) -> SavedFacts:
    """The person has looked: what the search gives now is no longer new. Raises SearchUnknown."""
    saved = saved_search(saved_id=saved_id, access=access)
    ids = consult(wanted=Wanted.of_text(saved.query), access=access, today=today).ids
    SavedSearch.objects.filter(pk=saved.id).update(seen_ids=list(ids), seen_at=now)
    return saved


def forget_search(*, saved_id: int, access: Access) -> SavedFacts:
    """Remove one. Raises SearchUnknown."""
    saved = saved_search(saved_id=saved_id, access=access)
    SavedSearch.objects.filter(pk=saved.id).delete()
    return saved


def _facts(row: SavedSearch) -> SavedFacts:
    return SavedFacts(row.pk, row.name, row.query, row.seen_at, frozenset(row.seen_ids))
