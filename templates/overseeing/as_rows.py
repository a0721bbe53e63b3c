"""The same figures for programs: as rows of a table (group, what, detail, number or day), and as plain values."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from templates.models import Kind
from templates.overseeing.overview import Overview

Row = list[str | int]


def rows_of(*, seen: Overview) -> list[Row]:
    """With a head."""
    return [[_("区分"), _("項目"), _("内訳"), _("値")], *_stock(seen), *_queue(seen), *_reasons(seen), *_talk(seen)]


def plain_of(*, seen: Overview) -> dict[str, Any]:
    """As JSON may say it; days and moments in ISO 8601."""
    parts = ("queue", "wishes", "talk")
    lists = ("returned", "withdrawn", "sharing", "used", "unheard")
    return {
        "first": seen.days.first.isoformat(),
        "last": seen.days.last.isoformat(),
        "released": seen.released,
        "members": seen.members,
        "stock": [{"task": row.task, **dict(zip(Kind.values, row.counts, strict=True))} for row in seen.tasks],
        "editions": [{"month": f"{m:%Y-%m}", "kind": kind, "count": n} for (m, kind), n in sorted(seen.months.items())],
        **{name: _plain(getattr(seen, name)) for name in parts},
        **{name: [_plain(one) for one in getattr(seen, name)] for name in lists},
        "laws": [{"law": one.law, "in_force_on": one.in_force_on.isoformat(), "text": one.text} for one in seen.laws],
    }


def _plain(row: Any) -> dict[str, Any]:
    return {
        name: timezone.localtime(value).isoformat(timespec="minutes") if isinstance(value, datetime) else value
        for name, value in asdict(row).items()
    }


def _stock(seen: Overview) -> Iterator[Row]:
    for row in seen.tasks:
        for label, count in zip(Kind.labels, row.counts, strict=True):
            if count:
                yield [_("公開中のひな形"), row.task, str(label), count]
    for (month, kind), count in sorted(seen.months.items()):
        yield [_("公開した版"), f"{month:%Y-%m}", str(Kind(kind).label), count]
    for town in seen.sharing:
        yield [_("共有した町"), town.town, _("ひな形"), town.items]
        yield [_("共有した町"), town.town, _("版"), town.editions]
        yield [_("共有した町"), town.town, _("最後の公開"), f"{timezone.localdate(town.last)}"]
    for one in seen.used:
        yield [_("使われているひな形"), one.title, _("町の数（5町ごと）"), one.towns]
        yield [_("使われているひな形"), one.title, _("利用の回数（10回ごと）"), one.uses]


def _queue(seen: Overview) -> Iterator[Row]:
    queue, group = seen.queue, _("申請")
    yield [group, _("確認待ち"), "", queue.waiting]
    if queue.oldest:
        yield [group, _("最も古い申請"), "", f"{timezone.localdate(queue.oldest)}"]
    yield [group, _("公開"), "", queue.approved]
    yield [group, _("差し戻し"), "", queue.returned]
    yield [group, _("町の取り下げ"), "", queue.taken_back]
    if queue.median_days is not None:
        yield [group, _("決めるまでの日数（中央値）"), "", f"{queue.median_days}"]


def _reasons(seen: Overview) -> Iterator[Row]:
    for group, reasons in ((_("差し戻し"), seen.returned), (_("取り下げ"), seen.withdrawn)):
        for one in reasons:
            yield [group, f"{one.title}（{one.town}）", one.reason, f"{timezone.localdate(one.at)}"]


def _talk(seen: Overview) -> Iterator[Row]:
    wishes, talk = seen.wishes, seen.talk
    yield [_("要望"), _("受付中"), "", wishes.open]
    yield [_("要望"), _("作る町がある"), "", wishes.offered]
    yield [_("要望"), _("かなった"), "", wishes.fulfilled]
    yield [_("町どうし"), _("質問"), "", talk.asked]
    yield [_("町どうし"), _("回答"), "", talk.answered]
    yield [_("町どうし"), _("お礼"), "", talk.thanks]
    for one in seen.unheard:
        yield [_("回答のない質問"), f"{one.title}（{one.town}）", one.text, f"{timezone.localdate(one.asked_at)}"]
    for law in seen.laws:
        yield [_("法改正のお知らせ"), str(law), law.text, f"{timezone.localdate(law.written_at)}"]
