"""Each hour in each town: what happened in the library to the things that the town took over. Nobody outside learns
which these are."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from templates.adopting.standing import Standing, live_standings
from templates.models import Adoption, Edition, LawNotice, LibraryMail, Withdrawal
from templates.telling.note import News, note_for_responsible
from tenants.public import in_public

_TOO_OLD: Final = timedelta(days=3)  # of a round that stood still: the pages say it anyway
_KEPT: Final = timedelta(days=90)
_FOLLOWS_WITHIN: Final = timedelta(hours=26)  # a copy that follows by itself does so in the next night


def note_news(*, now: datetime) -> int:
    """Note what is new since three days and not told yet; how many rows are meant. Eight queries and those of the
    notes; two in a town that took nothing over."""
    LibraryMail.objects.filter(made_at__lt=now - _KEPT).delete()
    found = live_standings()
    if not found:
        return 0
    since = now - _TOO_OLD
    with in_public():
        used, newer = [one.adoption.edition_id for one in found], [one.newest.pk for one in found if one.newest]
        gone = Withdrawal.objects.filter(edition__in=used, withdrawn_at__gt=since)
        withdrawn = dict(gone.values_list("edition", "withdrawn_at"))
        notes = dict(Edition.objects.filter(pk__in=newer, released_at__gt=since).values_list("pk", "change_note"))
    news = [one for standing in found for one in _of_item(standing, withdrawn, notes, now)]
    return note_for_responsible(news=[*news, *_of_laws(found, since)], now=now)


def _of_item(
    one: Standing, withdrawn: Mapping[UUID, datetime], notes: Mapping[UUID, str], now: datetime
) -> Iterator[News]:
    row, since = one.adoption, max(now - _TOO_OLD, one.adoption.adopted_at)
    withdrawn_at = (one.item.withdrawn_at if one.item else None) or withdrawn.get(row.edition_id)
    if one.withdrawn and withdrawn_at and withdrawn_at > since:
        told = {"version": row.version, "words": one.reason}
        yield News(LibraryMail.Event.WITHDRAWN, f"{row.pk}:{row.edition_id}", row.title, row.pk, told)
    newest = one.newest
    if newest is None or newest.released_at <= since:
        return
    if row.policy == Adoption.Policy.AUTO and newest.released_at > now - _FOLLOWS_WITHIN:
        return
    told = {"version": newest.version, "mine": row.version, "words": notes.get(newest.pk, "")}
    yield News(LibraryMail.Event.EDITION, f"{row.pk}:{newest.pk}", newest.title, row.pk, told)


def _of_laws(found: Sequence[Standing], since: datetime) -> list[News]:
    """One for each notice, with everything of the town that rests on the law."""
    notices: dict[int, LawNotice] = {}
    things: dict[int, list[str]] = {}
    for one in found:
        for notice in one.notices:
            if notice.written_at > max(since, one.adoption.adopted_at):
                notices[notice.pk] = notice
                things.setdefault(notice.pk, []).append(one.adoption.title)
    return [_law(notice, things[pk]) for pk, notice in notices.items()]


def _law(notice: LawNotice, things: list[str]) -> News:
    told = {"words": notice.text, "day": notice.in_force_on.isoformat(), "things": things, "link": notice.link}
    return News(LibraryMail.Event.LAW, str(notice.pk), f"{notice.law}{notice.article}", None, told)
