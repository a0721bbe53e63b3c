"""The shared library's lines in the menus."""

from django.utils.translation import gettext_lazy as _

from web.public import OPERATOR, NavEntry, register

register(NavEntry(_("ひな形の共有"), "library:home", "template", 12, needs="drafts.write", group=_("仕事の補助")))
register(NavEntry(_("ひな形の共有"), "moderation:submissions", "template", 50, frame=OPERATOR))
register(NavEntry(_("ひな形の統計"), "moderation:statistics", "chart", 51, frame=OPERATOR))
register(NavEntry(_("法改正のお知らせ"), "moderation:law_notice", "law", 52, frame=OPERATOR))
