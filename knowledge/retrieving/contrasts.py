"""What tells two questions apart although they sound alike: numbers with their unit, opposites, places."""

import re
from collections.abc import Iterable
from typing import Final

from knowledge.retrieving.normalise import normalise

# Words of one line stand for different procedures: an answer on one is wrong for another. In the search spelling.
_ROWS: Final = """
    転入 転出 転居
    出生 死亡 婚姻 離婚 養子
    可燃 不燃 粗大 資源 有害
    燃える 燃えない
    燃やす 燃やさない
    加入 脱退 喪失
    入る やめる
    住民票 戸籍 印鑑 課税証明 納税証明 所得証明
    国民健康保険 後期高齢者 社会保険
    国保 後期高齢
    国民年金 厚生年金
    小学校 中学校 高校
    小学生 中学生 高校生
    保育園 幼稚園 学童
    保育所 幼稚園 学童
    入園 退園
    入学 卒業 転校
    男性 女性
    父 母
    夫 妻
    平日 土曜 日曜 祝日 年末年始
    午前 午後
    日本人 外国人
    個人 法人
    購入 売却
    新規 更新 廃止
    登録 抹消 廃車
    開始 中止 休止
    取得 返納 紛失
    大雨 地震 津波 土砂
    水道 下水道 浄化槽 ガス 電気
    犬 猫
    介護保険 障害者
    市県民税 固定資産税 軽自動車税 国民健康保険税
    住民税 固定資産税 軽自動車税 国保税
    郵送 窓口 コンビニ
"""
CONTRASTS: Final = tuple(frozenset(row.split()) for row in _ROWS.splitlines() if row.strip())
_NUMBER: Final = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?:か月|ヶ月|[ぁ-んァ-ヶ一-龠a-z%])?")


def contradicts(*, question: str, asked_before: Iterable[str], answer: str, places: Iterable[str]) -> bool:
    """Whether a FAQ speaks of something else than the question in a way that similarity does not see.

    `asked_before` is the FAQ's question with its other wordings, `answer` its answer, `places` names of the town's
    districts. True when a number with its unit or a district of the question stands nowhere in the entry, or when the
    entry's question names an opposite of a word of the question and not the word itself.
    """
    asked, known = normalise(text=question), normalise(text="\n".join(asked_before))
    whole = f"{known}\n{normalise(text=answer)}"
    missing = [number for number in _NUMBER.findall(asked) if not re.search(rf"(?<![\d.]){re.escape(number)}", whole)]
    elsewhere = [place for place in map(_plain, places) if place and place in asked and place not in whole]
    return bool(missing or elsewhere) or any(_opposed(asked, known, row) for row in CONTRASTS)


def _opposed(asked: str, known: str, row: frozenset[str]) -> bool:
    said, answered = _named(asked, row), _named(known, row)
    return bool(said and answered and not said & answered)


def _named(text: str, row: frozenset[str]) -> set[str]:
    """Members of a row in a text; one inside a longer member does not count (水道 in 下水道)."""
    rest, named = text, set()
    for word in sorted(row, key=len, reverse=True):
        if word in rest:
            named.add(word)
            rest = rest.replace(word, "\n")
    return named


def _plain(place: str) -> str:
    return normalise(text=place).removesuffix("地区")
