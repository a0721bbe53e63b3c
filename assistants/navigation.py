"""The assistants' lines in the navigation."""

from django.utils.translation import gettext_lazy as _

from web.public import RESIDENT, NavEntry, register

register(NavEntry(_("チャットで質問"), "assistants:chat", "chat", 10, frame=RESIDENT))
