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
    sentence=_(
        "{actor}が、「{subject}」の指摘{count}件を確かめ、{left_out}件の部分を除いて取り込みを認めました（理由：{because}）。"
    ),
)
FINDINGS_REFUSED = Action(
    code="knowledge.findings.refused",
    label=_("確認待ちファイルの却下"),
    sentence=_("{actor}が、「{subject}」の取り込みを却下しました（理由：{because}）。"),
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
GAP_JOINED = Action(
    code="knowledge.gap.joined",
    label=_("答えられなかった質問をまとめた"),
    sentence=_("{actor}が、答えられなかった質問「{other}」を「{subject}」にまとめました。"),
)
GAP_PARTED = Action(
    code="knowledge.gap.parted",
    label=_("まとめた質問を分けた"),
    sentence=_("{actor}が、「{subject}」にまとめていた質問「{other}」を元に戻しました。"),
)
SITE_ADDED = Action(
    code="knowledge.site.added",
    label=_("公式サイトの登録"),
    sentence=_("{actor}が、読み取るサイト「{subject}」を登録しました。"),
)
SITE_EDITED = Action(
    code="knowledge.site.edited",
    label=_("公式サイトの設定変更"),
    sentence=_("{actor}が、サイト「{subject}」の設定（{fields}）を変更しました。"),
)
SITE_PAUSED = Action(
    code="knowledge.site.paused",
    label=_("公式サイトの読取りの休止"),
    sentence=_("{actor}が、サイト「{subject}」の自動の読み取りを休止しました。"),
)
SITE_RESUMED = Action(
    code="knowledge.site.resumed",
    label=_("公式サイトの読取りの再開"),
    sentence=_("{actor}が、サイト「{subject}」の自動の読み取りを再開しました。"),
)
SITE_REMOVED = Action(
    code="knowledge.site.removed",
    label=_("公式サイトの登録の取消し"),
    sentence=_("{actor}が、サイト「{subject}」の登録を取り消しました。取り込んだ文書は残っています。"),
)
CRAWL_STOPPED = Action(
    code="knowledge.crawl.stopped",
    label=_("公式サイトの読取りの中止"),
    sentence=_("{actor}が、サイト「{subject}」の読み取りを中止しました。"),
)
GONE_RETIRED = Action(
    code="knowledge.crawl.retired",
    label=_("消えたページの取下げ"),
    sentence=_("{actor}が、サイト「{subject}」から消えた{count}ページの文書を取り下げました。"),
)
SYNONYMS_ADDED = Action(
    code="knowledge.synonyms.added",
    label=_("同義語の追加"),
    sentence=_("{actor}が、同義語「{subject}」を加えました。"),
)
SYNONYMS_REMOVED = Action(
    code="knowledge.synonyms.removed",
    label=_("同義語の削除"),
    sentence=_("{actor}が、同義語「{subject}」を削除しました。"),
)
SYNONYMS_SWITCHED = Action(
    code="knowledge.synonyms.switched",
    label=_("標準の同義語の切替え"),
    sentence=_("{actor}が、標準の同義語「{subject}」を使うかどうかを変えました。"),
)
SYNONYMS_IMPORTED = Action(
    code="knowledge.synonyms.imported",
    label=_("同義語の一括登録"),
    sentence=_("{actor}が、{subject}から{count}組を登録しました。"),
)
GARBAGE_RECEIVED = Action(
    code="knowledge.garbage.received",
    label=_("ごみの表の取り込み"),
    sentence=_("{actor}が、ごみの表「{subject}」を取り込みました（{count}行）。"),
)
GARBAGE_APPROVED = Action(
    code="knowledge.garbage.approved",
    label=_("ごみの表の承認"),
    sentence=_("{actor}が、ごみの表「{subject}」を承認しました。"),
)
GARBAGE_WITHDRAWN = Action(
    code="knowledge.garbage.withdrawn",
    label=_("ごみの表の取り下げ"),
    sentence=_("{actor}が、ごみの表「{subject}」を取り下げました。"),
)
GARBAGE_ROW_WRITTEN = Action(
    code="knowledge.garbage.row_written",
    label=_("ごみの品目・収集日の変更"),
    sentence=_("{actor}が、ごみの表「{subject}」の行を書きました。"),
)
GARBAGE_ROW_RETIRED = Action(
    code="knowledge.garbage.row_retired",
    label=_("ごみの品目・収集日の削除"),
    sentence=_("{actor}が、ごみの表「{subject}」の行を外しました。"),
)
