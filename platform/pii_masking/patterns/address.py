"""Postal addresses down to the house: prefecture or city, area, chain of 丁目・番地・号. Offices are not personal."""

import re
from collections.abc import Iterator

from pii_masking.findings import Finding, Kind
from pii_masking.owners import of_an_office
from pii_masking.reading import Reading

_NUMBER = r"(?:[0-9]{1,5}|[一二三四五六七八九十百]{1,4})"
_CHAIN = re.compile(
    rf"(?<![0-9A-Za-z一二三四五六七八九十百.,/:-])(?:[0-9]{{1,2}}条(?:東|西|南|北)?)?"
    rf"(?:{_NUMBER}丁目(?:{_NUMBER}(?:番地?|-)?(?:の|-)?(?:{_NUMBER}(?:号|-)?)?(?:-?{_NUMBER}号?)?)?"
    rf"|{_NUMBER}番地?(?:の|-)?{_NUMBER}号?|{_NUMBER}番地|[0-9]{{1,5}}(?:-[0-9]{{1,5}}){{1,3}}|[0-9]{{1,5}}の[0-9]{{1,3}})"
    rf"(?![0-9A-Za-z年月日])"
)
_ROOM = re.compile(
    r"(?:[ ]?(?:[一-龥ァ-ヴーA-Za-z]{1,12}(?:荘|ハイツ|コーポ|マンション|アパート|ビル|団地|住宅|寮)|"
    r"(?:コーポ|ハイツ|メゾン|グラン|サン|レジデンス|パーク)[ァ-ヴーA-Za-z一-龥]{0,12})"
    r"(?:[ ]?[0-9A-Za-z]{1,4}(?:棟|号棟))?"
    r"[ ]?[0-9A-Za-z-]{0,7}(?:号室|号)?|[ -]?[0-9]{1,4}号室)"
)
_PREFECTURES = (
    "北海道|東京都|京都府|大阪府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|"
    "滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県"
)
_PLACE = r"[一-龥々ぁ-んァ-ヴヵヶー]"
_TAIL = r"(?:(?![はをへ])[一-龥々ぁ-んァ-ヴヵヶー]|[0-9](?=条)| ){0,16}$"
_TAIL_UNLABELLED = (
    r"(?:(?![はをへのでにがと])[一-龥々ぁ-んァ-ヴヵヶー]|[がの](?=[丘原里森台谷浜崎])|[0-9](?=条)| ){0,12}$"
)
_CITY = r"(?:[一-龥々ァ-ヴヶー]{1,6}郡)?[一-龥々ァ-ヴヶー]{1,6}?[市区町村] ?(?:[一-龥々]{1,4}区)?"
_IN_PREFECTURE = re.compile(rf"(?:{_PREFECTURES}) ?(?:{_PLACE}{{1,8}}?[市区町村郡島] ?){{1,3}}{_TAIL}")
_IN_CITY_LABELLED = re.compile(rf"(?:{_CITY}|大字|字){_TAIL}")
_IN_CITY = re.compile(rf"{_CITY}{_TAIL_UNLABELLED}")
_LABEL = re.compile(
    r"(?:住所|本籍地?|居所|転居先|引っ?越し?先|自宅|実家|住まい|家は|address)(?:は|:|が|\s)*", re.IGNORECASE
)
_TO_THE_HOUSE = re.compile(r"番|号|[0-9]-[0-9]|[0-9]の[0-9]|丁目[0-9]")
_OFFICE_AFTER = re.compile(
    r"[ 、,(「]{0,2}[^\n。、 ]{0,12}?(?:役場|役所|庁舎|支所|公民館|センター|図書館|会館|小学校|中学校|高校|学校|"
    r"保育|幼稚園|病院|医院|診療所|体育館|ホール|警察|消防|郵便局|株式会社|有限会社|事務所|事務局|道の駅|工事|地内|の一部|地区)"
)
_REACH = 40


def find(reading: Reading) -> Iterator[Finding]:
    """Each address with a house number, unless an office, a meeting place or a building site stands there."""
    for match in _CHAIN.finditer(reading.text):
        found = _with_its_place(reading, match)
        if found:
            yield found


def _with_its_place(reading: Reading, chain: re.Match[str]) -> Finding | None:
    floor = max(0, chain.start() - _REACH)
    before = reading.text[floor : chain.start()].rpartition("\n")[2]
    place = _start_of_place(before, to_the_house=_TO_THE_HOUSE.search(chain[0]) is not None)
    if place is None or of_an_office(reading=reading, start=chain.start() - len(before) + place):
        return None
    room = _ROOM.match(reading.text, chain.end())
    end = room.end() if room else chain.end()
    if _OFFICE_AFTER.match(reading.text, end):
        return None
    return Finding(chain.start() - len(before) + place, end, Kind.ADDRESS)


def _start_of_place(before: str, *, to_the_house: bool) -> int | None:
    """Offset in `before` where the place begins; None when there is none or it is too vague to be somebody's home."""
    in_prefecture = _IN_PREFECTURE.search(before)
    if in_prefecture:
        return in_prefecture.start() if to_the_house or _LABEL.search(before[: in_prefecture.start()]) else None
    labels = list(_LABEL.finditer(before))
    if labels:
        rest = _IN_CITY_LABELLED.search(before, labels[-1].end())
        return rest.start() if rest else None
    in_city = _IN_CITY.search(before)
    return in_city.start() if in_city and to_the_house else None
