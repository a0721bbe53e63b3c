"""Words of which the opposite would be another answer."""

import re
from typing import Final

from assistants.verifying.facts import Claimed, Fact, FactKind

# Each family is a set of words that exclude each other; a text says one of them where another would change its sense.
_FAMILIES: Final = {
    "before-after": (
        "(?<![午以直目])前(?!後|期|橋|田|払|年|回|もって)",
        "(?<![午以最今前背生老直])後(?!期|半|ろ|見|方|継|援|日|志)",
    ),
    "at-most-least": ("上限", "下限"),
    "paid": (
        "無料|無償|(?:料金|手数料|費用|お金)(?:は|も|が)?(?:一切)?(?:かかりません|かからない|掛かりません|要りません|いりません|不要)",
        "有料|有償|(?:料金|手数料|費用|お金)(?:が|も|は)?(?:かかります|かかる|掛かります|必要です|要ります)",
    ),
    "self-agent": ("本人(?!確認|通知|限定)", "代理人?"),
    "move": ("転入", "転出", "転居"),
    "burnable": ("可燃|燃える|燃やせる|燃やす", "不燃|燃えない|燃やせない|燃やさない"),
    "inside-outside": ("(?:町|村|市|県|区域|屋|室|国|校)内", "(?:町|村|市|県|区域|屋|室|国|校)外"),
    "include": ("含(?:む|み|め)", "除(?:く|き(?!雪)|い)|含ま|以外"),
    "school": ("小学", "中学", "高校|高等学校", "大学", "未就学|就学前"),
    "adult": ("大人|成人|一般料金", "子ども|小人|児童|こども"),
    "season": ("(?<![一-龠])春(?!日)", "(?<![一-龠])夏", "(?<![一-龠])秋", "(?<![一-龠])冬"),
    "half-day": ("午前(?=中|の|は|、|に|と)", "午後(?=中|の(?!\\d)|は|、|に|と)"),
    "sex": ("男性|男子", "女性|女子"),
    "marriage": ("婚姻", "離婚"),
    "life": ("出生", "死亡"),
    "more-less": ("増額|増え|増加|加算", "減額|減る|減り|減少|減算"),
    "early-late": ("早め", "遅め|遅く"),
    "front-back": ("(?<![一-龠])表面", "裏面"),
    "year": ("当年|今年|本年", "翌年|来年", "前年|昨年"),
    "month": ("当月|今月", "翌月|来月", "前月|先月"),
    "day": ("当日", "翌日", "前日"),
    "every": ("毎日", "毎週|週1回", "隔週|2週間に1回", "毎月|月1回", "毎年|年1回"),
    "direction": ("(?<![一-龠])北側", "南側", "東側", "西側"),
    "full": ("全額", "半額|一部(?:負担|補助)"),
    "object": (
        "対象外|対象に含まれません|対象になりません|対象となりません|対象にはなりません|対象ではありません",
        "対象です|対象になります|対象となります|対象ではあります|対象に含まれます",
    ),
}
_COMPILED: Final = tuple(
    (family, f"{family}{side}", re.compile(pattern))
    for family, sides in _FAMILIES.items()
    for side, pattern in enumerate(sides)
)


def find(claimed: Claimed) -> None:
    """One fact for each such word; overlapping words belong to the family that stands first."""
    for family, value, pattern in _COMPILED:
        for found in pattern.finditer(claimed.text):
            claimed.add(Fact(FactKind.OPPOSITE, family, value, found.start(), found.end()))
