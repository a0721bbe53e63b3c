"""Money and numbers with their units."""

import re
from decimal import Decimal
from typing import Final

from assistants.verifying.facts import Claimed, Fact, FactKind
from assistants.verifying.patterns.bounds import bounds_at

_NUMBER: Final = r"\d+(?:\.\d+)?(?:[億万千百]\d*(?:\.\d+)?)*"
_UNITS: Final = (
    "毎秒メートル|営業日|業務日|開庁日|か月|か所|週間|年間|日間|時間|分間|年度|年生|番窓口|"
    "番地|号棟|丁目|種類|分別|世帯|平方メートル|平方キロ|立方メートル|キロメートル|メートル|"
    "センチ|ミリ|キログラム|キロ|グラム|リットル|トン|ヘクタール|ワット|ボルト|アンペア|ページ|クラス|コース|ポイント|%|"
    "円|人|枚|個|回|通|日|月|年|時|分|秒|歳|週|階|番|条|項|号|割|倍|件|台|本|冊|部|基|袋|点|つ|泊|棟|戸|食|度|期|級|班|区|組|段|"
    "位|次|名|頭|匹|羽|隻|束|箱|缶|席|便|校|園|団地|地区|教室|口|槽|坪|桁|文字|行|路線|曲|駅|畳|房|票|歩|品|品目|杯|株|色|針"
)
_AMOUNT: Final = re.compile(
    rf"(?<![\d.,])([¥第約満]?)\s*({_NUMBER})\s*({_UNITS}|[ァ-ヶー]+|[a-z]+|[一-龠])?(の\d+(?!\d*[円人年月]))?"
)
_FRACTION: Final = re.compile(r"(\d+)分の(\d+)|(?<![\d/])(\d)/(\d{1,2})(?![\d/])")
_SAME: Final = {
    "日間": "日",
    "年間": "年",
    "分間": "分",
    "週": "週間",
    "名": "人",
    "番地": "番",
    "業務日": "営業日",
    "開庁日": "営業日",
}
_DAYS_OF_A_WEEK: Final = 7
_HALF: Final = re.compile(r"半額")
_LISTED: Final = re.compile(r"\s*(?:~|-|から|・|、|または|又は|か|と)\s*")
_SCALES: Final = {"億": 100_000_000, "万": 10_000, "千": 1000, "百": 100}
_TENTH: Final = 10


def find(claimed: Claimed) -> None:
    """Money in yen, shares in percent, everything else with its unit; 6〜8人 gives both numbers the unit."""
    for found in _FRACTION.finditer(claimed.text):
        below, above = (found[1], found[2]) if found[1] else (found[4], found[3])
        share = f"{int(above)}/{int(below)}"
        bounds = bounds_at(text=claimed.text, begin=found.start(), end=found.end())
        claimed.add(Fact(FactKind.AMOUNT, "amount:分の", share, found.start(), found.end(), bounds))
    for found in _HALF.finditer(claimed.text):
        claimed.add(Fact(FactKind.AMOUNT, "amount:分の", "1/2", found.start(), found.end()))
    following: tuple[int, str] | None = None
    for found in reversed(list(_AMOUNT.finditer(claimed.text))):
        unit = found[3] or ("円" if found[1] == "¥" else "")
        if not unit and following and _LISTED.fullmatch(claimed.text[found.end() : following[0]]):
            unit = following[1]
        kind = FactKind.MONEY if unit == "円" else FactKind.AMOUNT
        unit = _SAME.get(unit, unit)
        value = amount_of(written=found[2])
        if unit == "割":
            unit, value = "%", value * _TENTH
        elif unit == "週間":
            unit, value = "日", value * _DAYS_OF_A_WEEK
        begin, end = found.start(2), found.end()
        bounds = bounds_at(text=claimed.text, begin=begin, end=end)
        if claimed.add(Fact(kind, f"{kind.value}:{unit}", _written(value), begin, end, bounds)):
            following = (found.start(), unit)


def _written(value: Decimal) -> str:
    """Without needless zeros behind the point."""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def amount_of(*, written: str) -> Decimal:
    """1万5千 is 15000, 2億 is 200000000, 1.5 is 1.5."""
    total = section = Decimal(0)
    number = ""
    for letter in written:
        if letter not in _SCALES:
            number += letter
            continue
        scale = _SCALES[letter]
        if scale >= _SCALES["万"]:
            total += ((section + Decimal(number or 0)) or 1) * scale
            section = Decimal(0)
        else:
            section += Decimal(number or 1) * scale
        number = ""
    return total + section + Decimal(number or 0)
