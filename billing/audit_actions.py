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
PAPER_ISSUED = Action(
    "billing.paper.issued",
    _("書類の発行"),
    _("{actor}が{town}宛ての{subject}を発行しました（{yen}円、確認値 {digest}）。"),
)
PAPER_CORRECTED = Action(
    "billing.paper.corrected",
    _("書類の訂正"),
    _("{actor}が{corrects}を訂正し、{subject}を発行しました（{yen}円）。"),
)
PAPER_PAID = Action(
    "billing.paper.paid", _("入金の確認"), _("{actor}が{subject}の{paid_on}の入金を確認しました（{yen}円）。")
)
PAPER_RETURNED = Action(
    "billing.paper.returned", _("請求書の差し戻し"), _("{actor}が{subject}を差し戻しました（理由: {reason}）。")
)
PAPER_CREDITED = Action(
    "billing.paper.credited",
    _("請求額の減額"),
    _("{actor}が{about}を減額する{subject}を発行しました（{yen}円）。"),
)
OWN_NUMBER_NOTED = Action(
    "billing.paper.own_number", _("整理番号の登録"), _("{actor}が{subject}の整理番号を「{own_number}」にしました。")
)
ACCOUNTS_WRITTEN = Action(
    "billing.accounts.written", _("予算科目の登録"), _("{actor}が{subject}の予算科目を登録しました（{words}）。")
)
BANK_FILE_TAKEN = Action(
    "billing.bank_file.taken",
    _("入金ファイルの読み込み"),
    _("{actor}が入金ファイル「{subject}」を読み込みました（新しい入金{new}件、{yen}円）。"),
)
CREDIT_ASIDE = Action(
    "billing.bank_credit.aside",
    _("入金の対象外"),
    _("{actor}が入金「{subject}」を対象外にしました（理由: {reason}）。"),
)
CREDIT_TAKEN_BACK = Action(
    "billing.bank_credit.taken_back", _("消込の取消"), _("{actor}が入金「{subject}」の消込を取り消しました。")
)
ISSUER_WRITTEN = Action("billing.issuer.written", _("発行者の登録"), _("{actor}が発行者「{subject}」を登録しました。"))
STRIPE_LINKED = Action(
    "billing.stripe.linked",
    _("Stripeでの集金の登録"),
    _("{actor}が{subject}の{since}からの請求書をStripeで集金するように登録しました（{mode}）。"),
)
STRIPE_UNLINKED = Action(
    "billing.stripe.unlinked", _("Stripeでの集金の取りやめ"), _("{actor}が{subject}のStripeでの集金をやめました。")
)
STRIPE_SENT = Action(
    "billing.stripe.sent", _("Stripeへの送り直し"), _("{actor}が{subject}をStripeへ送るように指示しました。")
)
STRIPE_REPLAYED = Action(
    "billing.stripe.replayed",
    _("Stripeの通知の再処理"),
    _("{actor}がStripeの通知{subject}を再処理しました（{kind}）。"),
)
