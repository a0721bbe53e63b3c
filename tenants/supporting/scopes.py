"""What a grant may open. Each scope is a handful of permission words; what stands in none is never opened.

Never: people, keys, policy, approvals, inquiries, drafts, talks with residents, AI. `policy.edit` is left out on
purpose: whoever holds it looks after the whole town, in knowledge and in the log as well.
"""

from collections.abc import Iterable
from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """範囲."""

    SETTINGS = "settings", _("町の設定を見る")
    SETTINGS_CHANGE = "settings_change", _("町の設定を見て、直す")
    KNOWLEDGE = "knowledge", _("ナレッジを見る")
    LOG = "log", _("記録を見る")


SCOPE_NOTES: Final[dict[Scope, Promise]] = {
    Scope.SETTINGS: _("町の情報、課、お知らせ、AIモデル、外部サイトとLINE。職員の一覧とAPIキーは見えません。"),
    Scope.SETTINGS_CHANGE: _("上に加えて、町の情報と課を書き換えられます。"),
    Scope.KNOWLEDGE: _("資料とFAQ、取込みの状態。課だけの資料と、承認前の資料は見えません。"),
    Scope.LOG: _("住民チャットの会話（個人情報は伏せ字）、答えられなかった質問、監査記録。"),
}

_HOME: Final = frozenset({"home.see"})
_SETTINGS: Final = frozenset(
    {"profile.edit", "sections.manage", "chat.switch", "models.edit", "channels.manage", "hotlines.edit"}
)
_CHANGED: Final = frozenset({"profile.edit", "sections.manage"})
_WORDS: Final[dict[Scope, frozenset[str]]] = {
    Scope.SETTINGS: _SETTINGS,
    Scope.SETTINGS_CHANGE: _SETTINGS,
    Scope.KNOWLEDGE: frozenset({"knowledge.read", "knowledge.edit"}),
    Scope.LOG: frozenset({"conversations.see", "conversations.all", "gaps.see", "audit.read"}),
}


def words_of(*, scopes: Iterable[str]) -> frozenset[str]:
    """The permission words that the scopes open for reading; an unknown scope opens nothing."""
    return _HOME.union(*(_WORDS[Scope(one)] for one in scopes if one in Scope.values))


def changeable_words_of(*, scopes: Iterable[str]) -> frozenset[str]:
    """The words whose pages may also be written to."""
    return _CHANGED if Scope.SETTINGS_CHANGE in set(scopes) else frozenset()


def scopes_in_words(*, scopes: Iterable[str]) -> str:
    """「町の設定を見る、記録を見る」."""
    return "、".join(str(Scope(one).label) for one in scopes if one in Scope.values)
