"""Billing's lines in the menus of towns and of the operator."""

from django.utils.translation import gettext_lazy as _

from web.public import OPERATOR, NavEntry, register

_USE = _("利用と費用")

register(
    NavEntry(_("利用量"), "billing:usage", "chart", 70, needs="usage.see", group=_USE),
    NavEntry(_("利用枠"), "billing:allowances", "yen", 71, needs="usage.see", group=_USE),
    NavEntry(_("料金プラン"), "billing:plan", "document", 73, needs="usage.see", group=_USE),
    NavEntry(_("見積書・請求書"), "billing:papers", "yen", 74, needs="usage.see", group=_USE),
    NavEntry(_("協議会の負担金"), "billing:shares", "tie", 72, needs="usage.see", group=_USE),
)
register(
    NavEntry(_("利用量"), "console:use", "chart", 40, frame=OPERATOR),
    NavEntry(_("単価と為替"), "console:prices", "yen", 41, frame=OPERATOR),
    NavEntry(_("料金プラン"), "console:plans", "document", 43, frame=OPERATOR),
    NavEntry(_("書類"), "console:papers", "folder", 44, frame=OPERATOR),
    NavEntry(_("入金の消込"), "console:payments", "check", 45, frame=OPERATOR),
    NavEntry(_("Stripe"), "console:stripe", "link", 46, frame=OPERATOR),
    NavEntry(_("費用の按分"), "console:allocations", "tie", 42, frame=OPERATOR),
)
