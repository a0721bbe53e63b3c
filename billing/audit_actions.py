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
ALLOCATION_WRITTEN = Action(
    "billing.allocation.written",
    _("按分案の作成・変更"),
    _("{actor}が按分案「{subject}」を作成・変更しました（{what}）。"),
)
ALLOCATION_ASKED = Action(
    "billing.allocation.asked",
    _("按分案の意見照会"),
    _("{actor}が按分案「{subject}」について{until}までの意見照会を始めました。"),
)
ALLOCATION_TAKEN_BACK = Action(
    "billing.allocation.taken_back",
    _("按分案の意見照会の取りやめ"),
    _("{actor}が按分案「{subject}」を作成中に戻しました。"),
)
ALLOCATION_DECIDED = Action(
    "billing.allocation.decided", _("按分の決定"), _("{actor}が按分「{subject}」を決定しました（計算書 {digest}）。")
)
OPINION_GIVEN = Action(
    "billing.opinion.given", _("按分案への意見"), _("{actor}が按分案「{subject}」に意見を出しました。")
)
OPINION_ANSWERED = Action(
    "billing.opinion.answered", _("意見への回答"), _("{actor}が按分案「{subject}」への意見に回答しました。")
)
ALLOWANCE_SET = Action(
    "billing.allowance.set", _("利用枠の設定"), _("{actor}が{subject}の利用枠を設定しました（{limit}）。")
)
ALLOWANCE_TOPPED_UP = Action(
    "billing.allowance.topped_up",
    _("利用枠の追加"),
    _("{actor}が{subject}の利用枠を一度だけ増やしました（{added}、理由: {reason}）。"),
)
PLAN_WRITTEN = Action(
    "billing.plan.written",
    _("料金プランの登録"),
    _("{actor}が料金プラン「{subject}」の{valid_from}からの料金を登録しました。"),
)
TOWN_PLAN_WRITTEN = Action(
    "billing.town_plan.written",
    _("契約の登録"),
    _("{actor}が{subject}の{valid_from}からの契約を登録しました（{plan}）。"),
)
