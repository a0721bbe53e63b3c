"""Whether a message says nothing but everyday sorrows, in sentences that are known whole.

An お悩み相談 lives on worries, and the resemblance to the bank takes nearly every worry for danger; its score does not
tell them apart: 「友人に裏切られました」 stands above 「橋に来てしまった」. So a talk goes on only behind sentences
between whose words no danger can stand. All else that is recognised ends the turn with its cards, as everywhere.
"""

import re
from typing import Final

_SORROW: Final = (
    r"仕事|職場|会社|上司|同僚|部下|学校|部活|クラス|勉強|受験|就職|就活|転職|進路|家事|家計|お金|将来|老後|病気|体調|健康|"
    r"人間関係|人づきあい|人付き合い|近所づきあい|近所付き合い|近所|引っ越し|新しい(?:職場|学校|暮らし)|"
    r"親|両親|母|父|夫|妻|義母|義父|姑|家族|息子|娘|孫|兄|弟|姉|妹|友だち|友達|友人|ペット|飼い犬|飼い猫|子ども|子供"
)
_LINK: Final = r"(?:との(?:関係|会話|こと)[にでがも]?|との|と|のこと[でがも]|のこと|の|が|に|で|は|も|や|、|を)?"
_HOW: Final = r"(?:とても|少し|すこし|本当に|いつも|なかなか|よく|最近|このごろ|ずっと|毎日)?"
_SAID: Final = (
    r"悩んでいます|不安です|不安で眠れません|不安で眠れない|心配です|心配で眠れません|気が重いです|気がかりです|"
    r"寂しいです|さびしいです|悲しいです|落ち込んでいます|うまくいきません|話が合いません|話が合わず寂しいです|"
    r"けんかばかりです|けんかしました|けんかをしました|気をつかいます|会えません|会えなくて寂しいです|"
    r"自信がありません|失敗しました|失敗して落ち込んでいます|亡くして悲しいです|できません|続きません"
)
_ALONE: Final = (
    r"(?:最近|このごろ|ずっと)?(?:眠れません|よく眠れません|元気が出ません|やる気が出ません|食欲がありません)"
)
_SENTENCE: Final = re.compile(rf"(?:(?:最近|このごろ)、?)?(?:(?:{_SORROW}){_LINK}){{1,3}}{_HOW}(?:{_SAID})|{_ALONE}")
_ENDS: Final = re.compile(r"[。．！!\n]+")
_MOST_SENTENCES: Final = 3


def is_everyday(*, text: str) -> bool:
    """Whether every sentence is a known everyday one; pure. Nothing that is not known counts, also no single word."""
    sentences = [part.strip() for part in _ENDS.split(text) if part.strip()]
    return 0 < len(sentences) <= _MOST_SENTENCES and all(_SENTENCE.fullmatch(part) for part in sentences)
