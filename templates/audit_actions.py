"""The shared library's words for the audit log."""

from django.utils.translation import gettext_lazy as _

from audit_log.public import Action

EDITION_RELEASED = Action(
    "templates.edition.released",
    _("共有ひな形の公開"),
    _("{actor}が{town}の「{subject}」を公開しました（{note}）。"),
)

ITEM_ADOPTED = Action(
    "templates.item.adopted",
    _("共有ひな形の導入"),
    _("{actor}が共有のひな形「{subject}」版{version}を町に導入しました。"),
)
PACK_ADOPTED = Action(
    "templates.pack.adopted",
    _("共有ひな形の一括導入"),
    _("{actor}が共有のひな形{count}件を町に導入しました。"),
)
ADOPTION_ENDED = Action(
    "templates.adoption.ended",
    _("共有ひな形の取りやめ"),
    _("{actor}が共有のひな形「{subject}」版{version}の利用をやめました。"),
)
ADOPTION_UPDATED = Action(
    "templates.adoption.updated",
    _("共有ひな形の更新"),
    _("{actor}が共有のひな形「{subject}」を版{before}から版{version}に更新しました。"),
)
ADOPTION_POLICY_SET = Action(
    "templates.adoption.policy_set",
    _("共有ひな形の更新方法"),
    _("{actor}が共有のひな形「{subject}」の更新方法を「{policy}」にしました。"),
)
LAW_NOTICE_WRITTEN = Action(
    "templates.law_notice.written",
    _("法改正のお知らせ"),
    _("{actor}が「{subject}」の改正を、使っている町に知らせました。"),
)
