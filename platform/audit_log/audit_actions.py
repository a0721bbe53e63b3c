"""The log's own words."""

from django.utils.translation import gettext_lazy as _

from audit_log.actions import Action

PURGED = Action(
    code="audit_log.entries.purged",
    label=_("保存期間を過ぎた記録の削除"),
    sentence=_("{actor}が、保存期間を過ぎた監査記録{count}件（番号{through_id}まで）を削除しました。"),
)
EXPORTED = Action(
    code="audit_log.entries.exported",
    label=_("監査記録の書き出し"),
    sentence=_("{actor}が、監査記録を書き出しました。"),
)
