"""The assistants' lines in the navigation."""

from django.utils.translation import gettext_lazy as _

from web.public import RESIDENT, STAFF, NavEntry, register

_GROUP = _("住民チャット")
_WRITING = _("文書づくり")

register(
    NavEntry(_("調べもの"), "assistants:inquiries", "search", 10, "ai.use", STAFF, _("仕事の補助")),
    NavEntry(_("ひな形"), "assistants:prompts", "documents", 11, "drafts.write", STAFF, _("仕事の補助")),
    NavEntry(_("専門書・例規"), "assistants:references", "book", 12, "knowledge.read", STAFF, _("仕事の補助")),
    NavEntry(_("FAQのひな形"), "assistants:faq_patterns", "faq", 21, "knowledge.edit", STAFF, _("ナレッジ")),
    NavEntry(_("下書き"), "assistants:drafts", "edit", 12, "drafts.write", STAFF, _WRITING),
    NavEntry(_("チャットで質問"), "assistants:chat", "chat", 10, frame=RESIDENT),
    NavEntry(_("手順案内"), "assistants:guides", "flag", 20, frame=RESIDENT),
    NavEntry(_("手順案内"), "assistants:desk_guides", "flag", 43, "conversations.see", STAFF, _GROUP),
    NavEntry(_("公開の状態"), "assistants:topics", "power", 37, "conversations.see", STAFF, _GROUP),
    NavEntry(_("公用文の確認"), "assistants:proofread", "edit", 17, "texts.check", STAFF, _WRITING),
    NavEntry(_("職員への相談"), "assistants:handovers", "people", 38, "handovers.answer", STAFF, _GROUP),
    NavEntry(_("会話の記録"), "assistants:conversations", "chat", 40, "conversations.see", STAFF, _GROUP),
    NavEntry(_("チャットの統計"), "assistants:statistics", "chart", 41, "conversations.see", STAFF, _GROUP),
    NavEntry(_("誤りの報告"), "assistants:reports", "flag", 41, "conversations.see", STAFF, _GROUP),
    NavEntry(_("ウィジェット"), "assistants:widget", "chat", 44, "channels.manage", STAFF, _GROUP),
    NavEntry(_("LINE"), "assistants:line", "phone", 45, "channels.manage", STAFF, _GROUP),
    NavEntry(_("相談窓口"), "assistants:hotlines", "crisis", 42, "conversations.see", STAFF, _GROUP),
    NavEntry(_("案内役"), "assistants:persona", "heart", 44, "profile.edit", STAFF, _GROUP),
)
