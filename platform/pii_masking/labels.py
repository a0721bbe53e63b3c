"""Words that say what the number beside them is. The nearest one decides, for or against."""

import re
from enum import Enum

from pii_masking.findings import Kind
from pii_masking.reading import Reading

REACH = 40  # characters, from public-sector-rules: formats without a check digit need a word within it
_AFTER = 15  # a word that follows (「…が私の口座番号です」) counts only close by


class Other(Enum):
    """What a label says that speaks of no person."""

    NOT_PERSONAL = "not personal"


_WORDS: dict[Kind | Other, str] = {
    Kind.MY_NUMBER: "マイナンバー|個人番号|my number|mynumber|マイナ番号",
    Kind.DRIVING_LICENCE: "運転免許|免許証番号|免許証|免許番号",
    Kind.PENSION_NUMBER: "基礎年金番号|年金番号|年金手帳",
    Kind.RESIDENCE_CARD: "在留カード|特別永住者証明書|residence card",
    Kind.PASSPORT: "パスポート|旅券|passport",
    Kind.BANK_ACCOUNT: "口座|普通預金|当座預金|普通|当座|振込先|ゆうちょ|記号番号",
    Kind.CARE_INSURANCE: "介護被保険者番号|介護保険被保険者番号|介護保険の被保険者番号|介護保険",
    Kind.RESIDENT_RECORD: "住民票コード",
    Kind.EMPLOYMENT_INSURANCE: "雇用保険被保険者番号|雇用保険の被保険者番号|雇用保険",
    Kind.CREDIT_CARD: "クレジットカード|クレカ|カード番号|credit card|card|visa|jcb|mastercard",
    Kind.HEALTH_INSURANCE: "保険者番号|国保番号",
    Kind.PHONE: "電話番号|電話|携帯|ケータイ|連絡先|tel|phone|fax|ファクス|ファックス|℡|☎",
    Other.NOT_PERSONAL: "法人番号|登録番号|注文|管理番号|受付番号|整理番号|伝票|問い合わせ番号|問合せ番号|追跡番号|"
    "品番|型番|製品番号|シリアル|"
    "予約番号|会員番号|文書番号|請求書番号|議案|図書番号|資料番号|公告番号|案件番号|調達番号|契約番号|通知書番号|納付番号|確認番号|"
    "収納機関番号|納付区分|地番|isbn|バージョン|version|timestamp|標識番号|コード番号|団体コード|事業所番号|指定番号|許可番号|号俸",
}
_KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words.split("|")}
_ANY = re.compile("|".join(re.escape(word) for word in sorted(_KIND_OF, key=len, reverse=True)), re.IGNORECASE)


def label(*, reading: Reading, start: int, end: int) -> Kind | Other | None:
    """What the nearest word says that reading.text[start:end] is; words before go before words after; None: no word."""
    before = [match[0] for match in _ANY.finditer(reading.text, max(0, start - REACH), start)]
    if before:
        return _KIND_OF[before[-1].lower()]
    after = _ANY.search(reading.text, end, end + _AFTER)
    return _KIND_OF[after[0].lower()] if after else None


def labelled(*, reading: Reading, start: int, end: int, kind: Kind) -> bool:
    """Whether the nearest label says that the number is of this kind."""
    return label(reading=reading, start=start, end=end) == kind
