"""Tenancy's words for the audit log."""

from django.utils.translation import gettext_lazy as _

from audit_log.public import Action

TOWN_OPENED = Action("tenants.town.opened", _("自治体の開設"), _("{actor}が{subject}を開設しました。"))
TOWN_SUSPENDED = Action(
    "tenants.town.suspended", _("自治体の利用停止"), _("{actor}が{subject}の利用を停止しました（理由: {reason}）。")
)
TOWN_RESUMED = Action("tenants.town.resumed", _("自治体の利用再開"), _("{actor}が{subject}の利用を再開しました。"))
