"""Phone numbers of people: mobile, fixed, +81, local ones beside a label. Service and office numbers are not personal."""

import re
from collections.abc import Iterator

import phonenumbers

from pii_masking.findings import Finding, Kind
from pii_masking.labels import Other, label
from pii_masking.reading import Reading, digits_of

_MOBILE = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9]-)(?:\+81[ -]?(?:\(0\))?|0)[5-9]0(?:[ -]{1,2}[0-9]{4}[ -]{1,2}[0-9]{4}|[0-9]{8})(?![0-9A-Za-z])"
)
_FIXED = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9]-)(?:\(0[1-9][0-9]{0,3}\) ?[0-9]{1,4} ?- ?[0-9]{4}"
    r"|(?:\+81[ -]?(?:\(0\))?|0)[1-9][0-9]{0,3}(?: ?- ?| ?\(|  ?)[0-9]{1,4}(?: ?- ?|\) ?|  ?)[0-9]{4})(?![0-9A-Za-z])(?!-[0-9])"
)
_UNDIVIDED = re.compile(r"(?<![0-9A-Za-z-])0[1-9][0-9]{8}(?![0-9A-Za-z-])")
_LOCAL = re.compile(r"(?<![0-9A-Za-z-])[2-9][0-9]{1,3}-[0-9]{4}(?![0-9A-Za-z])(?!-[0-9])")
_LOCAL_LABEL = re.compile(r"(?:電話|電話番号|自宅|家電|連絡先|tel|℡)[はが:\s(.]{0,3}$", re.IGNORECASE)
_SERVICE = re.compile(r"0120|0800|0570|0180|0990|0204")
_DIGITS = frozenset({10, 11})

_REACH = 25  # characters before a number in which the nearest word tells an office from a person
_OWNER = re.compile(
    r"(?P<person>私|わたし|自分|僕|俺|自宅|実家|本人|携帯|連絡先|連絡は|母|父|夫|妻|息子|娘|祖父|祖母|申請者|氏名|名前|世帯主|緊急|"
    r"さん|様|です|我が家|うち[のは])"
    r"|(?P<office>課|係|窓口|役場|役所|支所|出張所|センター|病院|医院|クリニック|診療所|歯科|薬局|消防|警察|駐在所|協会|協議会|公民館|"
    r"図書館|博物館|資料館|会館|学校|幼稚園|保育園|保育所|こども園|児童館|公社|事務所|事務局|ダイヤル|ホットライン|株式会社|有限会社|商店|"
    r"銀行|郵便局|農協|漁協|組合|商工会|庁舎|本部|相談室|相談所|相談電話|フロント|営業所|案内所|総合案内|旅館|ホテル|道の駅|法人|法務局|税務署|"
    r"年金機構|ハローワーク|保健所|水道|受付|問い?合わ?せ先?|代表電話|直通|内線)"
)


def find(reading: Reading) -> Iterator[Finding]:
    """Each phone number that is not a service number and does not stand beside an office's name."""
    for match in reading.numbers(_MOBILE):
        if _wanted(reading, match, undivided=match[0][-8:].isdigit()):
            yield Finding(match.start(), match.end(), Kind.PHONE)
    for match in reading.numbers(_FIXED):
        if _wanted(reading, match, undivided=True) and not _of_an_office(reading, match.start()):
            yield Finding(match.start(), match.end(), Kind.PHONE)
    yield from _beside_a_label(reading)


def _wanted(reading: Reading, match: re.Match[str], *, undivided: bool) -> bool:
    digits = re.sub(r"^\+81[ -]?(?:\(0\))?", "0", match[0])
    if _SERVICE.match(digits) or len(digits_of(digits)) not in _DIGITS:
        return False
    return not undivided or label(reading=reading, start=match.start(), end=match.end()) is not Other.NOT_PERSONAL


def _beside_a_label(reading: Reading) -> Iterator[Finding]:
    for match in reading.numbers(_UNDIVIDED):
        start, end = match.span()
        if label(reading=reading, start=start, end=end) == Kind.PHONE and not _of_an_office(reading, start):
            if phonenumbers.is_possible_number(phonenumbers.parse(match[0], "JP")) and not _SERVICE.match(match[0]):
                yield Finding(start, end, Kind.PHONE)
    for match in reading.numbers(_LOCAL):
        beside = _LOCAL_LABEL.search(reading.text, max(0, match.start() - 8), match.start())
        if beside and not _of_an_office(reading, match.start()):
            yield Finding(match.start(), match.end(), Kind.PHONE)


def _of_an_office(reading: Reading, start: int) -> bool:
    line = reading.text[max(0, start - _REACH) : start].rpartition("\n")[2]
    owners = list(_OWNER.finditer(line))
    return bool(owners) and owners[-1].lastgroup == "office"
