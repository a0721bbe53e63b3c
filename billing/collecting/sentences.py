"""Each trouble and each difference in words: what it is, why it can be, what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from billing.collecting.comparing import Differs
from billing.collecting.gateway import Trouble


@dataclass(frozen=True, slots=True)
class Said:
    """Three short sentences; `why` may be empty."""

    what: str | Promise
    why: str | Promise
    next: str | Promise


OF_TROUBLE: Final[Mapping[str, Said]] = {
    Trouble.UNREACHABLE: Said(
        _("Stripeから返事がありません。"),
        _("通信の不調か、Stripeの障害です。"),
        _("しばらくすると自動でやり直します。続くときは、外部への通信（443番）とStripeの状況を確かめてください。"),
    ),
    Trouble.SLOW_DOWN: Said(
        _("Stripeから、間隔を空けるように言われました。"), "", _("自動でやり直します。何もしなくてかまいません。")
    ),
    Trouble.UNAUTHORIZED: Said(
        _("Stripeが鍵を受け付けません。"),
        _("鍵が無効になったか、入れ替えられています。"),
        _("システムの管理者に、環境変数 YUIMACHI_STRIPE_KEY の鍵を新しくしてもらってください。"),
    ),
    Trouble.FORBIDDEN: Said(
        _("この鍵では許されていない操作です。"),
        _("制限付きの鍵に権限が足りません。"),
        _("運用の手引きにある権限を、Stripeの画面で鍵に付けてください。"),
    ),
    Trouble.REFUSED: Said(
        _("Stripeが受け付けませんでした。"),
        _("内容がStripeの決まりに合いません（メールアドレス、金額の上限など）。"),
        _(
            "町のメールアドレスと請求書の金額を確かめて、「Stripeへ送る」を押してください。直らないときは手作業で集金できます。"
        ),
    ),
    Trouble.GONE: Said(
        _("相手がStripeに見つかりません。"),
        _("Stripeの画面で削除されたか、別のアカウントの鍵に替わっています。"),
        _("鍵がこの協議会のものか確かめてください。削除したときは、町の登録をやめて、手作業で集金してください。"),
    ),
    Trouble.OTHER_MODE: Said(
        _("テストと本番の食い違う通知です。"), "", _("Webhookの送り先が、この環境のものか確かめてください。")
    ),
    Trouble.AMOUNT: Said(
        _("Stripeの合計が請求書と合わないため、確定しませんでした。"),
        _("Stripeの下書きに、こちらにない明細や割引が付いています。"),
        _("Stripeの画面で下書きの明細を確かめ、余分なものを消してから「Stripeへ送る」を押してください。"),
    ),
    Trouble.TAKEN: Said(
        _("この月の請求が、請求書より先にStripeで支払済みになっています。"),
        _("定期請求の下書きが、締める前に確定されました。"),
        _("Stripeの画面で入金を確かめ、この請求書の画面で入金を記録してください。"),
    ),
}
_SEE_BOTH: Final = _("請求書とStripeの画面を見比べて、どちらが正しいか決めてください。")
OF_DIFFERENCE: Final[Mapping[str, Said]] = {
    Differs.PAID_THERE: Said(
        _("Stripeで支払済みでした。"),
        _("通知が届いていませんでした。"),
        _("入金を記録しました。することはありません。"),
    ),
    Differs.PAID_HERE: Said(
        _("こちらでは支払済み、Stripeでは未払いでした。"),
        _("協議会の口座に直接振り込まれています。"),
        _("Stripeを「外部で支払済み」にしました。することはありません。"),
    ),
    Differs.REPLACED: Said(
        _("訂正した請求書が、Stripeで開いたままでした。"),
        "",
        _("クレジットノートを発行しました。することはありません。"),
    ),
    Differs.AMOUNT: Said(
        _("金額が違います。"),
        _("Stripeの画面で明細が変えられたようです。"),
        _("正しいのは請求書です。Stripeの請求を無効にして、請求書の画面で「Stripeへ送る」を押してください。"),
    ),
    Differs.PART_PAID: Said(
        _("一部だけ入金されています。"),
        _("町の振込額が請求額より少なかったようです。"),
        _("町に残りの振込をお願いしてください。全額になると、自動で入金を記録します。"),
    ),
    Differs.RETURNED_PAID: Said(
        _("差し戻された請求書に入金がありました。"),
        _("差し戻しと振込が行き違いました。"),
        _("町に確かめてください。正しい金額なら訂正せずに入金を記録し、違うならStripeで返金してください。"),
    ),
    Differs.REPLACED_PAID: Said(
        _("訂正前の請求書に入金がありました。"),
        _("訂正と振込が行き違いました。"),
        _("町に知らせ、Stripeで返金するか、新しい請求書の入金として記録してください。"),
    ),
    Differs.PAID_OUTSIDE: Said(
        _("Stripeでは「外部で支払済み」、こちらでは未払いです。"),
        _("Stripeの画面で、だれかが支払済みにしました。"),
        _("口座の入金を確かめて、請求書の画面で入金を記録してください。"),
    ),
    Differs.ENDED_THERE: Said(
        _("Stripeで無効・回収不能になっています。"),
        _("Stripeの画面で、だれかが終わらせました。"),
        _("請求書は生きています。もう一度集金するなら、請求書の画面で「Stripeへ送る」を押してください。"),
    ),
    Differs.NOT_SENT: Said(
        _("Stripeへ送れていません。"),
        _("請求書の画面に理由があります。"),
        _("請求書の画面で理由を確かめて、送り直してください。"),
    ),
    Differs.MISSING: Said(
        _("送った請求が、Stripeに見つかりません。"),
        _("別のアカウントの鍵に替わったか、400日より前のものです。"),
        _("鍵がこの協議会のものか確かめてください。正しければ、Stripeの問い合わせ窓口に知らせてください。"),
    ),
    Differs.NO_PAPER: Said(
        _("請求書のない請求がStripeにあります。"),
        _("Stripeの画面で作られたか、定期請求が締める前に確定されました。"),
        _(
            "必要のない請求なら、Stripeの画面で無効にしてください。月を締めると、同じ月の請求は請求書に合わせて直ります。"
        ),
    ),
    Differs.TWICE: Said(
        _("同じ請求書の請求が、Stripeに二つあります。"), "", _("Stripeの画面で、入金のないほうを無効にしてください。")
    ),
    Differs.DRAFT_LEFT: Said(
        _("定期請求の下書きが40日より長く残っています。"),
        _("その月が締められていないか、請求する額がありませんでした。"),
        _("月を締めてください。請求しない月なら、Stripeの画面で確定してから無効にしてください。"),
    ),
    Differs.NO_CUSTOMER: Said(
        _("登録した町が、Stripeに見つかりません。"),
        _("Stripeの画面で削除されたか、別のアカウントの鍵です。"),
        _("鍵を確かめてください。削除したときは、町の登録をやめて、手作業で集金してください。"),
    ),
    Differs.BALANCE: Said(
        _("どの請求にも使われていない入金があります。"),
        _("振り込みすぎか、請求より先の振込です。"),
        _("町に確かめ、Stripeの画面で請求に充てるか、返金してください。"),
    ),
}
_UNKNOWN: Final = Said(_("Stripeとの間で問題がありました。"), "", _SEE_BOTH)


def said_of_trouble(*, code: str) -> Said:
    """The sentences of a stored code."""
    return OF_TROUBLE.get(code, _UNKNOWN)


def said_of_difference(*, kind: str) -> Said:
    """The sentences of a stored kind."""
    return OF_DIFFERENCE.get(kind, _UNKNOWN)
