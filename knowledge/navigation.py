"""Knowledge's lines in the navigation of a town's staff pages."""

from django.utils.translation import gettext_lazy as _

from web.public import RESIDENT, NavEntry, register

_GROUP = _("ナレッジ")

register(
    NavEntry(_("文書"), "knowledge:documents", "documents", 20, needs="knowledge.read", group=_GROUP),
    NavEntry(_("FAQ"), "knowledge:faq", "faq", 21, needs="knowledge.read", group=_GROUP),
    NavEntry(_("探す"), "knowledge:search", "search", 22, needs="knowledge.read", group=_GROUP),
    NavEntry(_("同義語"), "knowledge:synonyms", "search", 29, needs="knowledge.edit", group=_GROUP),
    NavEntry(_("答えられなかった質問"), "knowledge:gaps", "help", 22, needs="gaps.see", group=_GROUP),
    NavEntry(_("取り込む"), "knowledge:upload", "upload", 23, needs="knowledge.edit", group=_GROUP),
    NavEntry(_("公式サイト"), "knowledge:sites", "globe", 23, needs="knowledge.edit", group=_GROUP),
    NavEntry(_("取り込みの状況"), "knowledge:batches", "refresh", 24, needs="knowledge.edit", group=_GROUP),
    NavEntry(_("担当と引き継ぎ"), "knowledge:ownership", "people", 26, needs="knowledge.edit", group=_GROUP),
    NavEntry(_("確認待ち"), "knowledge:review", "shield", 25, needs="knowledge.edit", group=_GROUP),
    NavEntry(_("ごみ"), "knowledge:garbage_editions", "trash-bin", 27, needs="knowledge.read", group=_GROUP),
    NavEntry(_("ごみの分け方・収集日"), "knowledge:garbage", "trash-bin", 30, frame=RESIDENT),
)
