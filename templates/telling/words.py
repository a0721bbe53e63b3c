"""What a mail says of each event: what happened, why, the next step, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from templates.models import LibraryMail
from tenants.public import absolute_link
from web.public import long_date

_Event = LibraryMail.Event
_HAPPENED: Final[Mapping[str, Any]] = {
    _Event.RELEASED: gettext_lazy("「%(title)s」（版 %(version)s）を公開しました。"),
    _Event.RETURNED: gettext_lazy("「%(title)s」（版 %(version)s）の申請を差し戻しました。"),
    _Event.OWN_WITHDRAWN: gettext_lazy("町が出した「%(title)s」を取り下げました。"),
    _Event.WITHDRAWN: gettext_lazy("町で使っている「%(title)s」（版 %(version)s）が取り下げられました。"),
    _Event.EDITION: gettext_lazy("「%(title)s」に新しい版 %(version)s が出ました（町の版は %(mine)s）。"),
    _Event.LAW: gettext_lazy("「%(title)s」が変わります（施行日 %(day)s）。"),
}
_WHY: Final[Mapping[str, Any]] = {
    _Event.RETURNED: gettext_lazy("協議会のコメント: %(words)s"),
    _Event.OWN_WITHDRAWN: gettext_lazy("理由: %(words)s"),
    _Event.WITHDRAWN: gettext_lazy("理由: %(words)s"),
    _Event.EDITION: gettext_lazy("変わったこと: %(words)s"),
    _Event.LAW: gettext_lazy("何が変わるか: %(words)s"),
}
_NEXT: Final[Mapping[str, Any]] = {
    _Event.RELEASED: gettext_lazy("ほかの町が見つけて導入できます。内容を直すときは、次の版を作ります。"),
    _Event.RETURNED: gettext_lazy("コメントのところを直すと、もう一度申請できます。書いたものは残っています。"),
    _Event.OWN_WITHDRAWN: gettext_lazy(
        "ほかの町からは見つかりません。町で使っている元のものは変わりません。直して出すときは、新しいひな形にします。"
    ),
    _Event.WITHDRAWN: gettext_lazy(
        "町の写しは残っています。理由を読み、使い続けるか、利用をやめるかを決めてください。"
    ),
    _Event.EDITION: gettext_lazy(
        "違いを見て、取り込むところを選べます。町で直したところは、選ばない限り変わりません。"
    ),
    _Event.LAW: gettext_lazy("施行日までに、町の文章を確かめてください。"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One event in plain words."""

    happened: str
    why: str
    things: str
    source: str
    next_step: str
    link: str


def told(*, row: LibraryMail) -> Told:
    """The words of an event."""
    words = {"title": row.title, "version": "", "mine": "", "words": "", **row.told}
    words["day"] = long_date(day=date.fromisoformat(row.told["day"])) if "day" in row.told else ""
    things = "、".join(f"「{one}」" for one in row.told.get("things", ()))
    return Told(
        happened=str(_HAPPENED[row.event]) % words,
        why=str(_WHY[row.event]) % words if row.event in _WHY and words["words"] else "",
        things=_("この法令に基づいて町で使っているひな形: %(things)s") % {"things": things} if things else "",
        source=_("参考: %(link)s") % {"link": row.told["link"]} if row.told.get("link") else "",
        next_step=str(_NEXT[row.event]),
        link=_link(row),
    )


def subject_of_mail(*, rows: list[LibraryMail]) -> str:
    """One event is named, several are counted."""
    if len(rows) > 1:
        return _("【結まち】ひな形の共有のお知らせが%(count)d件あります") % {"count": len(rows)}
    words = {"event": rows[0].get_event_display(), "title": rows[0].title}
    return _("【結まち】ひな形の共有（%(event)s）: %(title)s") % words


def _link(row: LibraryMail) -> str:
    name: str = "library:adopted"
    args: list[int | None] = []
    if row.event in (_Event.RELEASED, _Event.RETURNED, _Event.OWN_WITHDRAWN):
        name, args = ("library:offering", [row.local_id]) if row.local_id else ("library:offerings", [])
    elif row.event == _Event.EDITION:
        name, args = "library:update", [row.local_id]
    return absolute_link(path=reverse(name, args=args, urlconf=settings.ROOT_URLCONF))
