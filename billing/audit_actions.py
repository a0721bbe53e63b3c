"""Billing's words for the audit log."""

from django.utils.translation import gettext_lazy as _

from audit_log.public import Action

PRICE_WRITTEN = Action(
    "billing.price.written", _("単価の登録"), _("{actor}が「{subject}」の{valid_from}からの単価を登録しました。")
)
RATE_WRITTEN = Action(
    "billing.rate.written",
    _("為替レートの登録"),
    _("{actor}が{subject}の{valid_from}からの為替レートを登録しました（{yen}円）。"),
)
ALLOWANCE_SET = Action(
    "billing.allowance.set", _("利用枠の設定"), _("{actor}が{subject}の利用枠を設定しました（{limit}）。")
)
ALLOWANCE_TOPPED_UP = Action(
    "billing.allowance.topped_up",
    _("利用枠の追加"),
    _("{actor}が{subject}の利用枠を一度だけ増やしました（{added}、理由: {reason}）。"),
)
