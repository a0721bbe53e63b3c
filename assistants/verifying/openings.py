"""The closed list of sentences that state nothing and need no source: openings, thanks, the sentence of not knowing."""

import re
from typing import Final

_OPENINGS: Final = re.compile(
    r"(?:(?:お問い合わせ|お問合せ|ご質問|ご連絡|ご相談)(?:いただき|をいただき|くださり)?、?(?:誠に)?ありがとうございます"
    r"|こんにちは|こんばんは|おはようございます|はい|いいえ"
    r"|(?:(?:手続き|内容|方法|必要なもの|必要書類|持ち物|料金|手数料|詳細|窓口|問い合わせ先|お問い合わせ先|連絡先|受付時間)(?:は|について))?、?"
    r"(?:以下|次|下記)の(?:とおり|通り|よう(?:に|な))(?:です|になります|になっています|となります|にご案内します)"
    r"|(?:以下|次|下記)(?:に|を|のとおり|の通り)(?:、)?(?:ご案内|ご覧|お答え|ご説明|ご確認)(?:します|いたします|ください)"
    r"|(?:資料|町の資料|村の資料)(?:をもとに|に基づいて|から|によると)、?(?:ご案内|お答え|ご説明)(?:します|いたします)"
    r"|(?:それぞれ)?(?:ご案内|お答え|ご説明)(?:します|いたします)"
    r"|(?:ご不明な点|不明な点|わからないこと|分からないこと)(?:が|は)(?:ありましたら|あれば|ございましたら)、?(?:窓口へ?|お気軽に)?、?(?:お問い合わせ|ご相談|お尋ね)ください"
    r"|(?:お気をつけて|お大事に)(?:ください|なさってください)?)[。！!：:]*"
)
# Labels that any notice has; others must speak of what the passages speak of.
_PLAIN_LABEL: Final = re.compile(
    r"[#* ]*(?:持ち物|必要(?:な)?(?:もの|物|書類)|料金|手数料|費用"
    r"|(?:受付|申込|利用|開館|開庁)?(?:時間|期間|期限|日時|日程|場所)|対象(?:者|となる方)?|方法|手順|手続き(?:の流れ)?|流れ|(?:申請|申込|届出)(?:先|方法|窓口)?"
    r"|窓口|担当(?:課|窓口)?|(?:お)?(?:問い合わせ|問合せ)(?:先)?|連絡先|電話(?:番号)?|注意(?:点|事項)?|補足|備考|例|参考|まとめ|回答|答え"
    r"|ポイント|休館日|休み)[#* ]*[：:]?[#* ]*"
)
_LABEL: Final = re.compile(r"[^。、0-9０-９]{1,20}[：:]|#{1,6} [^。0-9０-９]{1,20}|\*\*[^。0-9０-９*]{1,20}\*\*[：:]?")
_NOTHING: Final = re.compile(
    r"資料に(?:は)?(?:、)?(?:答え|回答|該当する(?:情報|記載)|記載|情報)(?:が|は)(?:ありません|ないため|見つかりません|見当たりません)"
    r"|(?:提供された|お示しの|与えられた)?資料(?:から|で)(?:は)?(?:、)?(?:分かりません|わかりません|確認できません)"
    r"|^(?:申し訳(?:ありません|ございません)(?:が)?、?)?(?:[こそ]の|ご)?(?:件|ご?質問|内容)?(?:に|は|には|については)?、?(?:分かりません|わかりません|お答えできません)[。]?$"
)


def is_opening(*, text: str) -> bool:
    """Whether the sentence is a mere opening, or a label that any notice has (「持ち物：」)."""
    plain = text.strip().lstrip("-・* ")
    return bool(_OPENINGS.fullmatch(plain) or _PLAIN_LABEL.fullmatch(text.strip()))


def is_label(*, text: str) -> bool:
    """Whether it is a label or a heading: short, without a number, with a colon or as Markdown writes it."""
    return bool(_LABEL.fullmatch(text.strip()))


def says_nothing(*, text: str) -> bool:
    """Whether the sentence says that the sources give no answer."""
    return bool(_NOTHING.search(text))
