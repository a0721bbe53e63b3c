"""The town's own canned replies: whose they are, how they are kept, how their blanks are filled."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistants.audit_actions import CANNED_REPLY_REMOVED, CANNED_REPLY_WRITTEN
from assistants.handover.promise import reachable_desk
from assistants.handover.queue import ALL, contact_of
from assistants.models import CannedReply, Handover
from audit_log.public import Actor, Subject, record
from tenants.public import Access, current_town

MOST: Final = 60  # of a town; a longer list helps nobody
# What stands in braces in a text, and what it means: written in Japanese, for clerks write it.
BLANKS: Final = {
    "お名前": gettext_lazy("相談した人の名前（書かれていなければ「ご相談者」）"),
    "受付番号": gettext_lazy("相談の番号"),
    "課": gettext_lazy("担当の課の名前"),
    "電話": gettext_lazy("担当の課の電話番号"),
    "受付時間": gettext_lazy("担当の課の受付時間"),
    "町": gettext_lazy("町の名前"),
}
_BLANK: Final = re.compile(r"\{([^{}\n]{0,20})\}")


@dataclass(frozen=True, slots=True)
class WrittenReply:
    """A canned reply as a demo or a set-up writes it; `section_id` None: for every desk."""

    title: str
    text: str
    section_id: int | None = None


def canned_for(*, access: Access) -> QuerySet[CannedReply]:
    """Those that the person may use: the town's and the own sections'."""
    rows = CannedReply.objects.select_related("section")
    return rows if access.may(ALL) else rows.filter(Q(section=None) | Q(section_id__in=access.section_ids))


def editable_by(*, access: Access) -> QuerySet[CannedReply]:
    """Those that the person may change: the own sections', with the word for the town all."""
    rows = CannedReply.objects.select_related("section")
    return rows if access.may(ALL) else rows.filter(section_id__in=access.section_ids)


def canned_at(*, row: Handover) -> list[CannedReply]:
    """Those that fit a hand-over: of its section first, then the town's. One query."""
    found = CannedReply.objects.filter(Q(section=None) | Q(section_id=row.section_id or 0))
    return sorted(found, key=lambda one: one.section_id is None)


def filled(*, canned: CannedReply, row: Handover) -> str:
    """The text with its blanks filled from the hand-over; what is unknown stays as it is written."""
    if not _BLANK.search(canned.text):
        return canned.text
    reached = reachable_desk(section_id=row.section_id)
    values = {
        "お名前": contact_of(row=row).name or _("ご相談者"),
        "受付番号": str(row.pk),
        "課": reached.name,
        "電話": reached.desk.phone,
        "受付時間": reached.desk.hours,
        "町": current_town().name,
    }
    return _BLANK.sub(lambda found: values.get(found[1]) or found[0], canned.text)


def unknown_blanks(*, text: str) -> list[str]:
    """What stands in braces and is no blank, in order, each once."""
    return list(dict.fromkeys(name for name in _BLANK.findall(text) if name not in BLANKS))


def save_canned(*, row: CannedReply, actor: Actor, now: datetime) -> None:
    """Keep what was written."""
    row.changed_at = now
    with transaction.atomic():
        row.save()
        record(action=CANNED_REPLY_WRITTEN, actor=actor, subject=_subject(row), at=now)


def remove_canned(*, row: CannedReply, actor: Actor, now: datetime) -> None:
    """Take one away; replies that were sent stay as they are."""
    with transaction.atomic():
        record(action=CANNED_REPLY_REMOVED, actor=actor, subject=_subject(row), at=now)
        row.delete()


def write_canned(*, replies: Iterable[WrittenReply], now: datetime) -> None:
    """Write them into a town that has none yet."""
    if CannedReply.objects.exists():
        return
    CannedReply.objects.bulk_create(
        CannedReply(title=one.title, text=one.text, section_id=one.section_id, position=place, changed_at=now)
        for place, one in enumerate(replies)
    )


def blanks_in_words() -> Mapping[str, str]:
    """Each blank as it is typed, with its meaning."""
    return {f"{{{name}}}": str(words) for name, words in BLANKS.items()}


def _subject(row: CannedReply) -> Subject:
    return Subject("assistants.canned_reply", str(row.pk), row.title)
