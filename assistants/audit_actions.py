"""The assistants' words for the audit log."""

from django.utils.translation import gettext_lazy as _

from audit_log.public import Action

HOTLINE_WRITTEN = Action(
    "assistants.hotline.written", _("相談窓口の登録・変更"), _("{actor}が相談窓口「{subject}」を登録・変更しました。")
)
HOTLINE_VERIFIED = Action(
    "assistants.hotline.verified", _("相談窓口の確認"), _("{actor}が相談窓口「{subject}」の内容を確認しました。")
)
HOTLINE_REMOVED = Action(
    "assistants.hotline.removed", _("相談窓口の削除"), _("{actor}が相談窓口「{subject}」を削除しました。")
)
CONVERSATION_READ = Action("assistants.conversation.read", _("会話の閲覧"), _("{actor}が会話の記録を閲覧しました。"))
