"""Whether a word is said or denied: the endings that follow it."""

import re
from typing import Final

# Endings with ない that deny nothing: must, only, perhaps, not only.
_NOT_DENYING: Final = (
    r"(?:かもしれ(?:ません|ない)|(?:なければ|なくては|ないと)(?:な|い|だめ|駄目)\S{0,6}|ざるを得(?:ません|ない)|だけで(?:は)?(?:なく|ありません|ない)"
    r"|しか(?:ありません|ない)|やむを得(?:ない|ず|ません)|とは限(?:りません|らない)|少なくと|にもかかわらず|のみなら?ず|必ず|まず|わず(?:か)|みず|いずれ|ください(?=ませ))"
)
_DENIED: Final = re.compile(
    r"[ぁ-ん付]{0,7}?(?<!し)(?<!か)(?:ません|ない(?!し)|なければ|なく(?!とも)|ずに|(?<=[さらかがたなばまわけせてねべめれえげびりきしちにみい])ず(?=[、。にはも]|$)|まい(?=[。、]|$)|ざる|なし(?=[。、での]|$)|がたい|かねま)"
)
_MUST: Final = re.compile(_NOT_DENYING)
_NOT_NEEDED: Final = re.compile(r"[ぁ-ん]{0,4}なくて(?:も|)(?:よ|い|良|構|かま|大丈夫|結構|差し支)")
_ONLY: Final = re.compile(r"しか[^、。]{0,12}$")  # 「本人しか受け取れません」: the person can
_REACH: Final = 14
_MUST_END: Final = re.compile(r"(?:なければ|なくては|ないと)なり$")
_WITHOUT: Final = re.compile(r"[ぁ-ん]{0,6}(?:なくても|ずに)|なし(?:で|に)")
_CONDITION: Final = re.compile(
    r"[ぁ-ん]{0,7}?(?:(?:ない|いる|ある|た|る|の|な)(?:場合|とき|時(?!間)|限り)|(?:ない|る|す)と(?=[、は]|[一-龠ァ-ヶ])|なければ|ければ|れば|なら(?!な)|たら)"
)

# Words that carry their own denial, and the word that they deny.
_NEGATIVE_WORDS: Final = {"不要": "必要", "不可": "出来る", "無用": "必要", "不可能": "出来る", "未": "済み"}
_SAME_WORDS: Final = {
    "提出": "出す",
    "届け出る": "届け出",
    "届ける": "届け出",
    "届け": "届け出",
    "受け付ける": "受付",
    "受け付け": "受付",
    "申し込む": "申し込み",
    "振り込む": "振り込み",
    "振る": "振り込み",
    "宅": "家",
    "自宅": "家",
    "要る": "必要",
    "要する": "必要",
    "可能": "出来る",
    "可": "出来る",
    "無い": "有る",
    "御座る": "有る",
}


def said_of(*, term: str, text: str, end: int) -> tuple[str, bool]:
    """The word that `term`, ending at text[end], stands for, and whether it is said (not denied).

    不要 stands for a denied 必要; 「要りません」 too; 「なければなりません」 denies nothing.
    """
    denied = _is_denied(text, end)
    if term in _NEGATIVE_WORDS:
        return _NEGATIVE_WORDS[term], denied
    if term == "無い":
        return "有る", denied
    return _SAME_WORDS.get(term, term), not denied


def is_condition(*, text: str, end: int) -> bool:
    """Whether the word that ends at text[end] is only supposed: 「登録証がないと」, 「お持ちなら」."""
    return bool(_CONDITION.match(text[end : end + _REACH]))


def does_without(*, text: str, end: int) -> bool:
    """Whether it is said to be needless rather than not done: 「申請しなくても」, 「予約なしで」."""
    return bool(_WITHOUT.match(text[end : end + _REACH]))


def _is_denied(text: str, end: int) -> bool:
    before = text[max(0, end - _REACH) : end]
    if _MUST_END.search(before) or _ONLY.search(before):
        return False
    following = text[end : end + _REACH]
    if _NOT_NEEDED.match(following):
        return True
    found = _DENIED.match(following)
    if not found:
        return False
    harmless = _MUST.search(following)
    return not (harmless and harmless.start() <= found.end())
