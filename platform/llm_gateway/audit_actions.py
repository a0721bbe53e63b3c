"""The gateway's words for the audit log."""

from django.utils.translation import gettext_lazy as _

from audit_log.public import Action

ENDPOINT_SAVED = Action(
    "llm_gateway.endpoint.saved", _("モデルの接続先の保存"), _("{actor}がモデルの接続先「{subject}」を保存しました。")
)
ENDPOINT_REMOVED = Action(
    "llm_gateway.endpoint.removed", _("モデルの接続先の削除"), _("{actor}がモデルの接続先「{subject}」を削除しました。")
)
ROUTE_SET = Action(
    "llm_gateway.route.set", _("モデルの使い分けの変更"), _("{actor}が「{subject}」に使うモデルの順番を変えました。")
)
