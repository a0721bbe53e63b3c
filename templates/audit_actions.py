"""The shared library's words for the audit log."""

from django.utils.translation import gettext_lazy as _

from audit_log.public import Action

OFFERING_CHANGED = Action(
    "templates.offering.changed",
    _("ひな形の共有の準備"),
    _("{actor}が「{subject}」の共有の準備を変えました（{what}）。"),
)
SUBMISSION_MADE = Action(
    "templates.submission.made",
    _("ひな形の公開の申請"),
    _("{actor}が「{subject}」の公開を申請しました（{note}、残した言葉 {kept}件、確認値 {digest}）。"),
)
SUBMISSION_TAKEN_BACK = Action(
    "templates.submission.taken_back", _("公開の申請の取り下げ"), _("{actor}が「{subject}」の申請を取り下げました。")
)
SUBMISSION_RETURNED = Action(
    "templates.submission.returned",
    _("公開の申請の差し戻し"),
    _("{actor}が{town}の「{subject}」を差し戻しました（{comment}）。"),
)
EDITION_RELEASED = Action(
    "templates.edition.released",
    _("共有ひな形の公開"),
    _("{actor}が{town}の「{subject}」を公開しました（{note}）。"),
)

ITEM_ADOPTED = Action(
    "templates.item.adopted",
    _("共有ひな形の導入"),
    _("{actor}が共有のひな形「{subject}」版{version}を町に導入しました。"),
)
PACK_ADOPTED = Action(
    "templates.pack.adopted",
    _("共有ひな形の一括導入"),
    _("{actor}が共有のひな形{count}件を町に導入しました。"),
)
ADOPTION_ENDED = Action(
    "templates.adoption.ended",
    _("共有ひな形の取りやめ"),
    _("{actor}が共有のひな形「{subject}」版{version}の利用をやめました。"),
)
ADOPTION_UPDATED = Action(
    "templates.adoption.updated",
    _("共有ひな形の更新"),
    _("{actor}が共有のひな形「{subject}」を版{before}から版{version}に更新しました。"),
)
ADOPTION_REVALUED = Action(
    "templates.adoption.revalued",
    _("共有ひな形の差込欄の変更"),
    _("{actor}が共有のひな形「{subject}」の差込欄の値を直しました（{names}）。"),
)
ADOPTION_POLICY_SET = Action(
    "templates.adoption.policy_set",
    _("共有ひな形の更新方法"),
    _("{actor}が共有のひな形「{subject}」の更新方法を「{policy}」にしました。"),
)
TEXT_WRITTEN = Action(
    "templates.text.written",
    _("ガイドライン・方針の作成"),
    _("{actor}が「{subject}」を書きました（第{number}版）。"),
)
TEXT_RETIRED = Action(
    "templates.text.retired", _("ガイドライン・方針の取りやめ"), _("{actor}が「{subject}」の利用をやめました。")
)
TEXT_TAKEN = Action(
    "templates.text.taken",
    _("ガイドライン・方針の書き出し"),
    _("{actor}が「{subject}」第{number}版をファイル（{kind}）に書き出しました。"),
)
TEXT_HANDED_IN = Action(
    "templates.text.handed_in",
    _("ガイドライン・方針を知識へ"),
    _("{actor}が「{subject}」第{number}版を、承認待ちの文書として知識に入れました。"),
)
LAW_NOTICE_WRITTEN = Action(
    "templates.law_notice.written",
    _("法改正のお知らせ"),
    _("{actor}が「{subject}」の改正を、使っている町に知らせました。"),
)
EDITION_WITHDRAWN = Action(
    "templates.edition.withdrawn",
    _("共有ひな形の取り下げ"),
    _("{actor}が{town}の「{subject}」を取り下げました（理由: {reason}）。"),
)
LIBRARY_EXPORTED = Action(
    "templates.library.exported",
    _("共有ひな形の書き出し"),
    _("{actor}が共有ひな形{count}件を署名したファイルに書き出しました。"),
)
LIBRARY_IMPORTED = Action(
    "templates.library.imported",
    _("共有ひな形の読み込み"),
    _("{actor}が「{installation}」の署名のあるファイルから共有ひな形{count}件を読み込みました。"),
)
INSTALLATION_KNOWN = Action(
    "templates.installation.changed",
    _("相手先の鍵の変更"),
    _("{actor}が相手先「{subject}」の鍵を変えました（{what}）。"),
)
PROOF_STARTED = Action(
    "templates.proof.started", _("ひな形の検証の開始"), _("{actor}が「{subject}」の検証を始めました。")
)
PROOF_CANCELLED = Action(
    "templates.proof.cancelled", _("ひな形の検証の中止"), _("{actor}が「{subject}」の検証を中止しました。")
)
PROOF_FINISHED = Action(
    "templates.proof.finished",
    _("ひな形の検証の終了"),
    _("「{subject}」の検証が終わりました（{count}問中{right}問が正解）。"),
)
LIBRARY_SETTLED = Action("templates.library.settled", _("共有の設定"), _("{actor}が、ひな形の共有の設定を変えました。"))
LIBRARY_ASKED = Action(
    "templates.question.asked",
    _("共有ひな形への質問"),
    _("{actor}が「{subject}」について、ほかの町に質問しました（{text}）。"),
)
LIBRARY_ANSWERED = Action(
    "templates.question.answered", _("共有ひな形への回答"), _("{actor}が「{subject}」への質問に答えました（{text}）。")
)
LIBRARY_TAKEN_BACK = Action(
    "templates.question.taken_back", _("質問の取り消し"), _("{actor}が「{subject}」への質問を取り消しました。")
)
LIBRARY_THANKED = Action(
    "templates.item.thanked", _("共有ひな形へのお礼"), _("{actor}が「{subject}」を作った町にお礼を伝えました。")
)
WISH_WRITTEN = Action("templates.wish.written", _("ひな形の要望"), _("{actor}が、ほしいひな形を書きました（{text}）。"))
WISH_SUPPORTED = Action("templates.wish.supported", _("要望への参加"), _("{actor}が要望「{subject}」に加わりました。"))
WISH_ANSWERED = Action(
    "templates.wish.answered", _("要望への提供"), _("{actor}が要望「{subject}」に「{title}」を挙げました。")
)
