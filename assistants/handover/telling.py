"""The sentences that tell a resident what happens next."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.handover.promise import Reachable
from assistants.models import Handover
from assistants.turn import Channel
from web.public import spoken_moment, spoken_time

State = Handover.State


def what_is_next(*, row: Handover, reached: Reachable, now: datetime) -> str:
    """What happens now and until when, by the state; outside of hours also when somebody will look."""
    match row.state:
        case State.CLOSED:
            return _("この相談は終わりました。続きがあるときは、下に書いて送ると、もう一度担当が読みます。")
        case State.ANSWERED:
            return _("返信しました。続けて聞きたいことがあれば、下に書いてください。")
    if row.promised_at and row.promised_at < now:
        return _(
            "お約束した時間を過ぎてしまい、申し訳ありません。担当の責任者にも知らせました。お急ぎのときは、お電話ください。"
        )
    return _waiting(row, reached, now)


def what_happened(*, event: str, text: str) -> str:
    """An event in words for the resident; empty when it is none of theirs."""
    match event:
        case "taken":
            return _("担当者が内容を確認しています。")
        case "transferred":
            return _("くわしい課（%(section)s）に引き継ぎました。書き直す必要はありません。") % {"section": text}
        case "closed":
            return _("この相談を終わりにしました。")
        case "reopened":
            return _("この相談を再開しました。")
    return ""


def moment(*, at: datetime, now: datetime) -> str:
    """「今日の午後3時15分」「11月30日（月）午前9時」."""
    local = timezone.localtime(at)
    today = timezone.localdate(now)
    if local.date() == today:
        return _("今日の%(clock)s") % {"clock": spoken_time(at=at)}
    return spoken_moment(at=at, with_year=local.year != today.year)


def _waiting(row: Handover, reached: Reachable, now: datetime) -> str:
    section = reached.name
    if row.state == State.TAKEN:
        first = _("%(section)sの担当者が対応しています。") % {"section": section}
    else:
        first = _("%(section)sに届いています。") % {"section": section}
    if row.promised_at is None:
        return first + _("返信の時間はお約束できません。お急ぎのときは、お電話ください。")
    until = _("%(moment)sまでに、このチャットで返信します。") % {"moment": moment(at=row.promised_at, now=now)}
    return first + _closed_now(reached, now) + until + _come_back(row.channel)


def _closed_now(reached: Reachable, now: datetime) -> str:
    opens = None if reached.is_open(now=now) else reached.hours.next_opening(at=now)
    if opens is None:
        return ""
    return _("いまは受付時間外です。次に担当者が見るのは%(moment)sです。") % {"moment": moment(at=opens, now=now)}


def _come_back(channel: str) -> str:
    """Where the reply will be; a program knows that itself."""
    match channel:
        case Channel.LINE:
            return _("返信は、このトークに届きます。")
        case Channel.API:
            return ""
    return _("同じ端末でこのページを開くと、あとからでも読めます。")
