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
PERSONA_EDITED = Action(
    "assistants.persona.edited", _("案内役の変更"), _("{actor}が案内役の絵・話し方を変更しました。")
)
SUGGESTION_WRITTEN = Action(
    "assistants.suggestion.written",
    _("よくあるご質問の登録・変更"),
    _("{actor}がよくあるご質問「{subject}」を書きました。"),
)
SUGGESTION_REMOVED = Action(
    "assistants.suggestion.removed", _("よくあるご質問の削除"), _("{actor}がよくあるご質問「{subject}」を外しました。")
)
GUIDE_CHANGED = Action(
    "assistants.guide.changed", _("手順案内の変更"), _("{actor}が手順案内「{subject}」を変更しました（{what}）。")
)
CONVERSATION_READ = Action("assistants.conversation.read", _("会話の閲覧"), _("{actor}が会話の記録を閲覧しました。"))

DRAFT_BEGUN = Action("assistants.draft.begun", _("下書きの作成"), _("{actor}が下書き「{subject}」を作りました。"))
DRAFT_CONFIRMED = Action(
    "assistants.draft.confirmed",
    _("下書きの確認"),
    _("{actor}が下書き「{subject}」第{number}版の正確さ・権利・個人情報を確認しました。"),
)
DRAFT_TAKEN = Action(
    "assistants.draft.taken",
    _("下書きの持ち出し"),
    _("{actor}が下書き「{subject}」第{number}版を{kind}で書き出しました。"),
)
DRAFT_ASKED = Action(
    "assistants.draft.asked", _("下書きの承認依頼"), _("{actor}が下書き「{subject}」第{number}版の承認を頼みました。")
)
DRAFT_APPROVED = Action(
    "assistants.draft.approved", _("下書きの承認"), _("{actor}が下書き「{subject}」第{number}版を承認しました。")
)
DRAFT_RETURNED = Action(
    "assistants.draft.returned", _("下書きの差し戻し"), _("{actor}が下書き「{subject}」第{number}版を差し戻しました。")
)
DRAFT_DELETED = Action("assistants.draft.deleted", _("下書きの削除"), _("{actor}が下書き「{subject}」を削除しました。"))
WORD_FORM_CHANGED = Action(
    "assistants.word_form.changed", _("Wordの様式の変更"), _("{actor}がWordの様式「{subject}」を変えました（{what}）。")
)
INQUIRY_SHARED = Action(
    "assistants.inquiry.shared", _("調べものの共有"), _("{actor}が調べもの「{subject}」の共有を変えました。")
)
INQUIRY_DELETED = Action(
    "assistants.inquiry.deleted", _("調べものの削除"), _("{actor}が調べもの「{subject}」を削除しました。")
)
HANDOVER_ASKED = Action("assistants.handover.asked", _("相談の受付"), _("住民から相談{subject}が届きました。"))
HANDOVER_READ = Action("assistants.handover.read", _("相談の閲覧"), _("{actor}が{subject}を閲覧しました。"))
HANDOVER_TAKEN = Action("assistants.handover.taken", _("相談の担当"), _("{actor}が{subject}の対応を始めました。"))
HANDOVER_ANSWERED = Action("assistants.handover.answered", _("相談への返信"), _("{actor}が{subject}に返信しました。"))
HANDOVER_TRANSFERRED = Action(
    "assistants.handover.transferred", _("相談の引き継ぎ"), _("{actor}が{subject}を{to}に引き継ぎました。")
)
HANDOVER_CLOSED = Action("assistants.handover.closed", _("相談の終了"), _("{actor}が{subject}を終了しました。"))
HANDOVER_REOPENED = Action("assistants.handover.reopened", _("相談の再開"), _("{actor}が{subject}を再開しました。"))
HANDOVER_RULES_WRITTEN = Action(
    "assistants.handover.rules_written", _("相談の受付設定"), _("{actor}が相談の受付設定を変更しました（{fields}）。")
)
CANNED_REPLY_WRITTEN = Action(
    "assistants.canned_reply.written", _("定型文の登録・変更"), _("{actor}が定型文「{subject}」を登録・変更しました。")
)
CANNED_REPLY_REMOVED = Action(
    "assistants.canned_reply.removed", _("定型文の削除"), _("{actor}が定型文「{subject}」を削除しました。")
)
HANDOVER_ALARMED = Action(
    "assistants.handover.alarmed",
    _("相談の返信遅れ"),
    _("{subject}の返信が約束の時間を過ぎたため、課長に知らせました。"),
)
HANDOVER_FORGOTTEN = Action(
    "assistants.handover.forgotten",
    _("相談の連絡先の削除"),
    _("保存期間を過ぎた相談{count}件の名前と連絡先を消しました。"),
)
CONVERSATIONS_PURGED = Action(
    "assistants.conversations.purged",
    _("会話の記録の削除"),
    _("保存期間を過ぎた会話{count}件（{before}より前）を削除しました。"),
)
CONVERSATIONS_EXPORTED = Action(
    "assistants.conversations.exported",
    _("会話の記録の書出し"),
    _("{actor}が会話の記録{count}件を{kind}に書き出しました（期間 {period}）。"),
)
REPORT_SETTLED = Action(
    "assistants.report.settled", _("誤りの報告への対応"), _("{actor}が{subject}を「{state}」にしました。")
)

SPELLING_WRITTEN = Action(
    "assistants.spelling.written",
    _("用語集の登録・変更"),
    _("{actor}が用語集の「{subject}」を書きました（書かない形：{avoided}）。"),
)
SPELLING_REMOVED = Action(
    "assistants.spelling.removed", _("用語集の削除"), _("{actor}が用語集から「{subject}」を外しました。")
)

WIDGET_SITES_SET = Action(
    "assistants.widget.sites_set",
    _("ウィジェットのサイト"),
    _("{actor}がウィジェットを置くサイトを変更しました（{sites}）。"),
)
LINE_CONNECTED = Action("assistants.line.connected", _("LINEの接続"), _("{actor}がLINE「{subject}」を接続しました。"))
LINE_DISCONNECTED = Action(
    "assistants.line.disconnected", _("LINEの切断"), _("{actor}がLINE「{subject}」の接続をやめました。")
)

PROMPT_CHANGED = Action(
    "assistants.prompt.changed", _("ひな形の変更"), _("{actor}がひな形「{subject}」を変更しました（{what}）。")
)
PROMPT_STARTER_LOADED = Action(
    "assistants.prompt.starter_loaded",
    _("ひな形集の読込み"),
    _("{actor}がひな形集を読み込みました（ひな形{templates}件、FAQのひな形{patterns}件）。"),
)
PROMPT_STARTER_BACK = Action(
    "assistants.prompt.starter_back",
    _("ひな形集の再利用"),
    _("{actor}が、外していたひな形集のひな形{count}件を戻しました。"),
)
PROMPT_STARTER_TAKEN_OUT = Action(
    "assistants.prompt.starter_taken_out",
    _("ひな形集の取外し"),
    _("{actor}がひな形集のひな形{count}件を外しました。"),
)
PROMPT_BLANKS_WRITTEN = Action(
    "assistants.prompt.blanks_written", _("差込欄の記入"), _("{actor}が差込欄を書きました（{names}）。")
)
PROMPTS_INSTALLED = Action(
    "assistants.prompts.installed",
    _("共有ひな形の導入"),
    _("{actor}が共有のひな形{count}件を町に入れました。"),
)
PATTERNS_INSTALLED = Action(
    "assistants.faq_patterns.installed",
    _("共有FAQの導入"),
    _("{actor}が共有のFAQのひな形{count}件を町に入れました。"),
)
FAQ_PATTERN_DECIDED = Action(
    "assistants.faq_pattern.decided",
    _("FAQのひな形の利用"),
    _("{actor}がFAQのひな形「{subject}」を「{state}」にしました。"),
)

TOPIC_WRITTEN = Action(
    "assistants.topic.written", _("分野の登録・変更"), _("{actor}が分野「{subject}」を変更しました。")
)
TOPIC_REMOVED = Action("assistants.topic.removed", _("分野の削除"), _("{actor}が分野「{subject}」を削除しました。"))
TOPIC_STOPPED = Action(
    "assistants.topic.stopped", _("分野の停止"), _("{actor}が分野「{subject}」の案内を止めました（理由 {reason}）。")
)
TOPIC_RESUMED = Action(
    "assistants.topic.resumed", _("分野の再開"), _("{actor}が分野「{subject}」の案内を再開しました。")
)
EVALUATION_SET_CHANGED = Action(
    "assistants.evaluation.set_changed",
    _("評価用の質問の変更"),
    _("{actor}が分野「{subject}」の評価用の質問を変更しました（{what}）。"),
)
EVALUATION_STARTED = Action(
    "assistants.evaluation.started", _("評価の開始"), _("{actor}が分野「{subject}」の{count}問の評価を始めました。")
)
EVALUATION_CANCELLED = Action(
    "assistants.evaluation.cancelled", _("評価の中止"), _("{actor}が分野「{subject}」の評価を中止しました。")
)
EVALUATION_FINISHED = Action(
    "assistants.evaluation.finished",
    _("評価の終了"),
    _("分野「{subject}」の評価が終わりました（{count}問のうち{right}問、{percent}%）。"),
)
LISTENING_SWITCHED = Action(
    "assistants.listening.switched", _("お悩み相談の切り替え"), _("{actor}がお悩み相談を{on}にしました。")
)
