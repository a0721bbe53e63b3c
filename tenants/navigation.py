"""Tenancy's lines in the navigation."""

from django.utils.translation import gettext_lazy as _

from web.public import OPERATOR, NavEntry, register

register(
    NavEntry(_("自治体"), "operating:towns", "town", 10, frame=OPERATOR),
    NavEntry(_("自治体を開設"), "operating:open", "plus", 20, frame=OPERATOR),
    NavEntry(_("稼働状況"), "operating:health", "health", 90, frame=OPERATOR),
)
