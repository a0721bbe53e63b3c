"""Knowledge's words for the audit log."""

from django.utils.translation import gettext_lazy as _

from audit_log.public import Action

RECEIVED = Action(
    code="knowledge.document.received",
    label=_("文書の受付"),
    sentence=_("{actor}が、「{subject}」の第{version}版を取り込みに出しました。"),
)
APPROVED = Action(
    code="knowledge.document.approved",
    label=_("文書の承認"),
    sentence=_("{actor}が、「{subject}」を承認しました。"),
)
EDITED = Action(
    code="knowledge.document.edited",
    label=_("文書の設定変更"),
    sentence=_("{actor}が、「{subject}」の設定（{fields}）を変更しました。"),
)
WITHDRAWN = Action(
    code="knowledge.document.withdrawn",
    label=_("文書の取り下げ"),
    sentence=_("{actor}が、「{subject}」を取り下げました。"),
)
FINDINGS_ACCEPTED = Action(
    code="knowledge.findings.accepted",
    label=_("確認待ちファイルの受け入れ"),
    sentence=_("{actor}が、「{subject}」の指摘{count}件を確かめ、取り込みを認めました。"),
)
FINDINGS_REFUSED = Action(
    code="knowledge.findings.refused",
    label=_("確認待ちファイルの却下"),
    sentence=_("{actor}が、「{subject}」の取り込みを却下しました。"),
)
MY_NUMBER_DESTROYED = Action(
    code="knowledge.file.destroyed",
    label=_("個人番号を含むファイルの破棄"),
    sentence=_("「{subject}」に個人番号が含まれていたため、ファイルを破棄しました。"),
)
BATCH_CANCELLED = Action(
    code="knowledge.batch.cancelled",
    label=_("取込みの中止"),
    sentence=_("{actor}が、取込み「{subject}」の残り{count}件を中止しました。"),
)
FAQ_WRITTEN = Action(
    code="knowledge.faq.written",
    label=_("FAQの登録・修正"),
    sentence=_("{actor}が、FAQ「{subject}」を書きました。"),
)
FAQ_PROPOSED = Action(
    code="knowledge.faq.proposed",
    label=_("FAQの修正案"),
    sentence=_("{actor}が、FAQ「{subject}」の案を出しました。"),
)
FAQ_APPROVED = Action(
    code="knowledge.faq.approved",
    label=_("FAQの承認"),
    sentence=_("{actor}が、FAQ「{subject}」の案を承認しました。"),
)
FAQ_RETIRED = Action(
    code="knowledge.faq.retired",
    label=_("FAQの取り下げ"),
    sentence=_("{actor}が、FAQ「{subject}」を取り下げました。"),
)
BULK_CHANGED = Action(
    code="knowledge.documents.changed",
    label=_("文書などの一括変更"),
    sentence=_("{actor}が、「{subject}」を{count}件に行いました（{fields}）。"),
)
BULK_UNDONE = Action(
    code="knowledge.documents.change_undone",
    label=_("一括変更の取り消し"),
    sentence=_("{actor}が、「{subject}」を取り消し、{count}件を元に戻しました。"),
)
GAP_DECIDED = Action(
    code="knowledge.gap.decided",
    label=_("答えられなかった質問の扱い"),
    sentence=_("{actor}が、答えられなかった質問「{subject}」を「{state}」にしました。"),
)
