"""Tells whose phone or address it is, by the nearest word before it: an office's is public, a person's is not."""

import re

from pii_masking.reading import Reading

_IN_SENTENCE = 25  # characters; any wording between (「住民課の電話番号は…」)
_AS_LISTED = 100  # characters; only names, labels, other numbers between, over lines too (「住民課\n電話 …」)
_OWNER = re.compile(
    r"(?P<person>私|わたし|自分|僕|俺|自宅|実家|本人|携帯|連絡先は|連絡は|折り?返し|母|父|夫|妻|息子|娘|祖父|祖母|申請者|氏名|名前|"
    r"世帯主|緊急|さん|様|です|ます|我が家|うち[のは])"
    r"|(?P<office>課|係|窓口|役場|役所|市庁|県庁|支所|出張所|センター|病院|医院|クリニック|診療所|歯科|薬局|消防|警察|駐在所|協会|協議会|"
    r"公民館|図書館|博物館|資料館|美術館|会館|学校|幼稚園|保育園|保育所|こども園|児童館|体育館|公社|公園|緑地|霊園|斎場|市場|プラザ|ホール|"
    r"事務所|事務局|事業所|ダイヤル|ホットライン|株式会社|有限会社|商店|銀行|郵便局|農協|漁協|組合|商工会|庁舎|本部|担当|相談室|相談所|"
    r"相談電話|フロント|営業所|案内所|総合案内|旅館|ホテル|道の駅|法人|法務局|税務署|労働局|安定所|年金機構|ハローワーク|保健所|水道局|"
    r"浄化|受付|問い?合わ?せ先?|申込先|代表電話|直通|内線|会場|所在地|場所|本社|店舗|施設|集合)"
)
_LISTING = re.compile(r"[一-龥々ァ-ヴーA-Za-z0-9・()\[\]【】「」『』<>、。,.:;/\s〒■●○◆◎※~～\-のぁ]*")


def of_an_office(*, reading: Reading, start: int) -> bool:
    """Whether what begins at `start` belongs to an office rather than to a person."""
    listed = reading.text[max(0, start - _AS_LISTED) : start]
    last = _last_owner(listed)
    if last is None or last.lastgroup == "person":
        return False
    if _LISTING.fullmatch(listed, last.end()):
        return True
    gap = listed[last.start() :]
    return len(gap) <= _IN_SENTENCE and not re.search(r"[。\n]", gap)


def _last_owner(text: str) -> re.Match[str] | None:
    last = None
    for last in _OWNER.finditer(text):  # noqa: B007  the last one is wanted
        pass
    return last
