"""A fragment of text asked for a name at its end or at its start; and the words of office that make a name public."""

import re
from dataclasses import dataclass

from pii_masking.dictionary import Word, words_of

_PERSON = frozenset({"姓", "名", "一般"})
_LETTERS = re.compile(r"[一-龥々ヶぁ-んァ-ヴー・]+")
_FAMILY_LIKE = re.compile(r"[一-龥々ヶ]{1,4}(?<![都道府県市区町村])")
_KATAKANA = re.compile(r"[ァ-ヴー・]+")
_LONGEST = 10
_OFFICE = (  # public servants and people of culture; a private firm's 社長 keeps a name of his own
    "町長|村長|市長|区長|知事|教育長|議長|議員|大臣|首相|総理|館長|校長|園長|部長|課長|係長|所長|局長|室長|署長|"
    "作家|画家|画伯|詩人|俳人|歌人|武将|藩主"
)
_OFFICE_BEFORE = re.compile(rf"(?:{_OFFICE}|作者|著者|作|著)(?:\([^()]*\))?(?:は|の|が|:|・|である|、| )?$")
_PUBLIC_AFTER = re.compile(
    rf"(?:[ ・]?(?:前|元|副|新)?(?:{_OFFICE})|町(?!の者)|村|市|区|郡|県|府|駅|川|山|湖|島|岬|地区|地域|地内|通り|公園|"
    r"神社|寺|橋|家住宅|記念|賞|病院|医院|歯科|内科|クリニック|小学校|中学校|高校|保育|幼稚園|建設|工務店|商店|商事|産業|"
    r"酒造|株式会社|交差点|線|海岸|温泉|城|古墳|遺跡|作の|著)"
)
_HONORIFICS = ("さん", "様", "さま", "氏", "君", "くん", "ちゃん", "殿", "先生")
_NEVER = frozenset(
    [
        "電話",
        "住所",
        "生年月日",
        "年齢",
        "性別",
        "以上",
        "連絡先",
        "職業",
        "国籍",
        "本人",
        "続柄",
        "必須",
        "任意",
        "不明",
        "匿名",
    ]
)  # labels
_KIN = frozenset(
    {"夫", "妻", "父", "母", "兄", "弟", "姉", "妹", "長男", "長女", "次男", "次女", "祖父", "祖母", "義父", "義母"}
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name within a fragment; `full`: family and given name together; `family`: it begins with a family name."""

    start: int
    end: int
    full: bool
    family: bool


def name_at_end(*, fragment: str, followed_by: str) -> Named | None:
    """The name that `fragment` ends with. `followed_by` (さん, と申し …) is shown to the dictionary, which needs it.

    Before さん or 様 a word that the dictionary knows as a place (岡田, 福島) is a family name.
    """
    trimmed = fragment.rstrip()
    words = [word for word in words_of(trimmed + followed_by) if word.end <= len(trimmed)]
    if not words or words[-1].end != len(trimmed):
        return None
    best = _place_as_family(words[-1]) if followed_by in _HONORIFICS else None
    for first in range(len(words) - 1, max(-1, len(words) - 7), -1):
        group = words[first:]
        if trimmed[group[0].start :].strip() and not _may_continue(group):
            break
        named = _judge(group)
        best = named or best
    return best


def name_at_start(*, fragment: str) -> Named | None:
    """The name that `fragment` begins with."""
    words = words_of(fragment)
    best = None
    for last in range(1, min(len(words), 7) + 1):
        group = words[:last]
        if not _may_continue(group):
            break
        best = _judge(group) or best
    return best


def full_name_in(*, run: str) -> Named | None:
    """The family name and given name that a run of kanji consists of, alone or behind a word of kinship (父井上勝)."""
    words = words_of(run)
    if words and words[0].surface in _KIN:
        words = words[1:]
    if [word.sort for word in words] != ["姓", "名"]:
        return None
    return Named(words[0].start, words[-1].end, full=True, family=True)


def family_name_of(*, name: str) -> str:
    """The family name that a full name begins with, if it has two letters or more and more follows; else empty."""
    words = words_of(name)
    longer = len(words) > 1 and words[0].sort == "姓" and len(words[0].surface) > 1
    return words[0].surface if longer else ""


def public_person(*, text: str, start: int, end: int) -> bool:
    """Whether words of office or of places stand beside text[start:end]: a mayor, a park named after somebody."""
    return bool(_OFFICE_BEFORE.search(text[max(0, start - 14) : start]) or _PUBLIC_AFTER.match(text, end))


def _place_as_family(word: Word) -> Named | None:
    if word.sort != "地名" or not _FAMILY_LIKE.fullmatch(word.surface):
        return None
    return Named(word.start, word.end, full=False, family=True)


def _may_continue(group: list[Word]) -> bool:
    length = group[-1].end - group[0].start
    return length <= _LONGEST and all(
        word.sort in _PERSON
        or word.surface in {" ", "・"}
        or (word.noun and word.surface not in _NEVER and word.surface not in _HONORIFICS)
        for word in group
    )


def _judge(group: list[Word]) -> Named | None:
    first, last = group[0], group[-1]
    if last.surface in {" ", "・"} or first.surface in {" ", "・"}:
        return None
    named = [word for word in group if word.sort in _PERSON]
    others = [word for word in group if word.sort not in _PERSON and word.surface not in {" ", "・"}]
    if not named or not all(_LETTERS.fullmatch(word.surface) for word in (*named, *others)):
        return None
    given = any(word.sort == "名" for word in named)
    family = first.sort == "姓"
    foreign = any(word.surface == "・" for word in group) and all(_KATAKANA.fullmatch(word.surface) for word in group)
    if others and not (family or given or foreign):
        return None
    if others and sum(word.end - word.start for word in others) > _unknown_letters(foreign=foreign):
        return None
    full = (first.sort != "名" and len(named) + len(others) > 1) or (family and given)
    return Named(first.start, last.end, full, family)


def _unknown_letters(*, foreign: bool) -> int:
    return 8 if foreign else 3
