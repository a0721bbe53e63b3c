"""Tenancy's words for the audit log."""

from django.utils.translation import gettext_lazy as _

from audit_log.public import Action

TOWN_OPENED = Action("tenants.town.opened", _("自治体の開設"), _("{actor}が{subject}を開設しました。"))
TOWN_SUSPENDED = Action(
    "tenants.town.suspended", _("自治体の利用停止"), _("{actor}が{subject}の利用を停止しました（理由: {reason}）。")
)
TOWN_RESUMED = Action("tenants.town.resumed", _("自治体の利用再開"), _("{actor}が{subject}の利用を再開しました。"))
CLOSING_ANNOUNCED = Action(
    "tenants.town.closing_announced",
    _("利用終了の予告"),
    _("{actor}が{subject}の利用終了を予告しました（最後の利用日: {day}、理由: {reason}）。"),
)
CLOSING_TAKEN_BACK = Action(
    "tenants.town.closing_taken_back",
    _("利用終了の取りやめ"),
    _("{actor}が{subject}の利用終了（{day}）を取りやめました。"),
)
TOWN_CLOSED = Action("tenants.town.closed", _("自治体の利用終了"), _("{subject}の利用が終了しました（{day}まで）。"))
OPERATOR_ADDED = Action(
    "tenants.operator.added", _("運営担当の追加"), _("運営担当「{subject}」を追加しました（{consortium}）。")
)
BACKUP_NOTED = Action(
    "tenants.backup.noted", _("バックアップの記録"), _("{subject}のバックアップを記録しました（{what}、{place}）。")
)
NOTICE_WRITTEN = Action(
    "tenants.notice.written", _("自治体へのお知らせの下書き"), _("{actor}がお知らせ「{subject}」を書きました。")
)
NOTICE_PUBLISHED = Action(
    "tenants.notice.published", _("自治体へのお知らせの公開"), _("{actor}がお知らせ「{subject}」を公開しました。")
)
NOTICE_WITHDRAWN = Action(
    "tenants.notice.withdrawn", _("自治体へのお知らせの取下げ"), _("{actor}がお知らせ「{subject}」を取り下げました。")
)
SUPPORT_GRANTED = Action(
    "tenants.support.granted",
    _("支援の許可"),
    _("{actor}が、{subject}に支援のための閲覧を許可しました（範囲: {scopes}、期限: {until}、理由: {reason}）。"),
)
SUPPORT_ENDED = Action(
    "tenants.support.ended", _("支援の打切り"), _("{actor}が、{subject}への支援の許可を打ち切りました。")
)
SUPPORT_ENTERED = Action(
    "tenants.support.entered", _("支援での入室"), _("{actor}が、支援のために入りました（許可した職員: {granted_by}）。")
)
SUPPORT_LEFT = Action("tenants.support.left", _("支援の終了"), _("{actor}が、支援の画面を閉じました。"))
SUPPORT_LOOKED = Action("tenants.support.looked", _("支援での閲覧"), _("{actor}が、支援で{address}を開きました。"))
SUPPORT_CHANGED = Action(
    "tenants.support.changed", _("支援での操作"), _("{actor}が、支援で{address}に書き込みました。")
)
SUPPORT_REFUSED = Action(
    "tenants.support.refused", _("支援の範囲外"), _("{actor}が、支援の範囲にない{address}を開こうとし、断りました。")
)

SIGNED_IN = Action("tenants.person.signed_in", _("ログイン"), _("{actor}がログインしました。"))
CREDENTIAL_CHANGED = Action(
    "tenants.person.credential_changed", _("認証情報の変更"), _("{subject}の認証情報が変わりました（{what}）。")
)
PERSON_INVITED = Action("tenants.person.invited", _("招待"), _("{actor}が{subject}を招待しました（{roles}）。"))
INVITATION_WITHDRAWN = Action(
    "tenants.invitation.withdrawn", _("招待の取消し"), _("{actor}が{subject}への招待を取り消しました。")
)
PERSON_JOINED = Action("tenants.person.joined", _("招待の受諾"), _("{actor}が招待を受けて登録しました（{roles}）。"))
PERSON_EDITED = Action(
    "tenants.person.edited", _("職員の変更"), _("{actor}が{subject}の登録を変更しました（役割: {before} → {after}）。")
)
PERSON_DEACTIVATED = Action(
    "tenants.person.deactivated", _("職員の利用停止"), _("{actor}が{subject}を利用できなくしました。")
)
PERSON_ACTIVATED = Action(
    "tenants.person.activated", _("職員の利用再開"), _("{actor}が{subject}をふたたび利用できるようにしました。")
)

USE_REQUESTED = Action("tenants.use.requested", _("AI利用の申請"), _("{actor}がAIの利用を申請しました。"))
USE_APPROVED = Action("tenants.use.approved", _("AI利用の承認"), _("{actor}が{subject}のAI利用を承認しました。"))
USE_DECLINED = Action(
    "tenants.use.declined", _("AI利用の差戻し"), _("{actor}が{subject}の申請を差し戻しました（理由: {reason}）。")
)
USE_WITHDRAWN = Action(
    "tenants.use.withdrawn", _("AI利用の取消し"), _("{actor}が{subject}のAI利用を取り消しました（理由: {reason}）。")
)

SECTION_ADDED = Action("tenants.section.added", _("課の追加"), _("{actor}が「{subject}」を追加しました。"))
SECTION_EDITED = Action(
    "tenants.section.edited", _("課の変更"), _("{actor}が「{subject}」を変更しました（{fields}）。")
)
SECTION_CLOSED = Action("tenants.section.closed", _("課の廃止"), _("{actor}が「{subject}」を廃止しました。"))
SECTION_REOPENED = Action("tenants.section.reopened", _("課の再開"), _("{actor}が「{subject}」を再開しました。"))

PROFILE_EDITED = Action(
    "tenants.profile.edited", _("町の情報の変更"), _("{actor}が町の情報を変更しました（{fields}）。")
)
POLICY_EDITED = Action("tenants.policy.edited", _("利用方針の変更"), _("{actor}が利用方針を変更しました（{fields}）。"))
CHAT_OPENED = Action("tenants.chat.opened", _("住民チャットの公開"), _("{actor}が住民チャットを公開しました。"))
CHAT_CLOSED = Action(
    "tenants.chat.closed", _("住民チャットの停止"), _("{actor}が住民チャットを止めました（理由: {reason}）。")
)
RISK_FORM_WRITTEN = Action(
    "tenants.risk_form.written", _("公開前の確認票の提出"), _("{actor}が公開前の確認票{subject}を出しました。")
)
RISK_FORM_APPROVED = Action(
    "tenants.risk_form.approved", _("公開前の確認票の承認"), _("{actor}が公開前の確認票{subject}を承認しました。")
)
RISK_FORM_RETURNED = Action(
    "tenants.risk_form.returned",
    _("公開前の確認票の差戻し"),
    _("{actor}が公開前の確認票{subject}を差し戻しました（理由: {reason}）。"),
)
ANNOUNCEMENT_WRITTEN = Action(
    "tenants.announcement.written", _("お知らせの掲示"), _("{actor}が住民へのお知らせ「{subject}」を書きました。")
)
ANNOUNCEMENT_REMOVED = Action(
    "tenants.announcement.removed", _("お知らせの取下げ"), _("{actor}が住民へのお知らせ「{subject}」を消しました。")
)
KEY_MADE = Action("tenants.key.made", _("APIキーの作成"), _("{actor}がAPIキー「{subject}」を作りました。"))
KEY_REVOKED = Action("tenants.key.revoked", _("APIキーの無効化"), _("{actor}がAPIキー「{subject}」を無効にしました。"))
LOG_EXPORTED = Action("tenants.log.exported", _("監査記録の書出し"), _("{actor}が監査記録をCSVに書き出しました。"))
STEP_PUT_OFF = Action("tenants.step.put_off", _("初日の手順を後回し"), _("{actor}が「{subject}」を後回しにしました。"))
STEP_TAKEN_UP = Action(
    "tenants.step.taken_up", _("初日の手順を再開"), _("{actor}が「{subject}」に取り組み始めました。")
)
