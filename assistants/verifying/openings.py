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
_LABEL: Final = re.compile(r"[^。、0-9０-９]{1,20}[：:]|#{1,6} [^。0-9０-９]{1,20}|\*\*[^。0-9０-９*]{1,20}\*\*[：:]?")
_NOTHING: Final = re.compile(
    r"資料に(?:は)?(?:、)?(?:答え|回答|該当する(?:情報|記載)|記載|情報)(?:が|は)(?:ありません|ないため|見つかりません|見当たりません)"
    r"|(?:提供された|お示しの|与えられた)?資料(?:から|で)(?:は)?(?:、)?(?:分かりません|わかりません|確認できません)"
    r"|(?:申し訳(?:ありません|ございません)(?:が)?、?)?(?:分かりません|わかりません|お答えできません)[。]?$"
)


def is_opening(*, text: str) -> bool:
    """Whether the sentence is a mere opening or a label (「持ち物：」)."""
    plain = text.strip().lstrip("-・* ")
    return bool(_OPENINGS.fullmatch(plain) or _LABEL.fullmatch(text.strip()))


def says_nothing(*, text: str) -> bool:
    """Whether the sentence says that the sources give no answer."""
    return bool(_NOTHING.search(text))
