"""Finds the names of items inside a question: by spelling, by reading, on the borders of words."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.retrieving.tokenise import Spoken, spoken
from knowledge.sorting.fold import fold, kanji_of, short
from knowledge.sorting.index import PART, Index, Key

_NO_EDGE: Final = frozenset(("助詞", "助動詞", "補助記号", "空白"))
_NOUNS: Final = frozenset(("名詞", "接尾辞", "接頭辞"))
_LEAST_SOUND: Final = 3
_LEAST_RUN: Final = 4
_MOST_LETTERS: Final = 60
_RUN: Final = re.compile(r"[ぁ-んァ-ヶー]{3,}")
# Nouns behind a thing's name that ask about it and do not make another thing of it.
_ASKS: Final = re.compile(
    r"^(?:粗大|可燃|不燃|資源|燃|ごみ|ゴミ|捨て方?|すて方?|処分|廃棄|方法|出し方?|だし方?|分別|分類|分け方?|収集日?|回収日?|日|曜日?|手数料|料金|シール|処理券|券|"
    r"袋|やり方|仕方|種類|場合|次|次回|リサイクル|区分|時|とき|方|ほう|こと|事|いくら|金額|値段|費用|いつ|何|なに|なん|どこ|どれ|枚|今|"
    r"全部|両方|今日|明日|地区|ため|際|中|ところ|うち|引き取り|引取り?)"
)


@dataclass(frozen=True, slots=True)
class Matched:
    """A stretch of the question that names items. `sure`: nothing beside it makes another thing of it."""

    begin: int
    end: int
    written: str
    keys: tuple[Key, ...]
    sure: bool


def match_words(*, question: str, index: Index) -> tuple[list[Matched], list[Spoken]]:
    """What is named, in the order of the question, and its morphemes (`begin`, `end` count these)."""
    words = spoken(text=unicodedata.normalize("NFKC", question))
    taken: list[Matched] = []
    for found in sorted(_candidates(words, index), key=_order):
        if not any(found.begin < other.end and other.begin < found.end for other in taken):
            taken.append(found)
    taken.sort(key=lambda each: each.begin)
    if not taken:
        taken = list(_in_kana(words, index))
    return _without_owners(taken, words), words


def _order(found: Matched) -> tuple[int, int, int]:
    """The longest name first, the whole name before a part of one."""
    return -len(fold(text=found.written)), found.keys[0].level, found.begin


def _candidates(words: Sequence[Spoken], index: Index) -> Iterator[Matched]:
    for begin in range(len(words)):
        if words[begin].part in _NO_EDGE:
            continue
        written, read, joined = "", "", ""
        for end in range(begin + 1, len(words) + 1):
            word = words[end - 1]
            written, read = written + word.surface, read + (word.reading or word.surface)
            joined += "" if word.surface == "の" else word.surface
            text = fold(text=written)
            if len(text) > max(index.longest, 1) or len(written) > _MOST_LETTERS:
                break
            if word.part in ("助詞", "助動詞"):
                continue
            keys = index.by_fold.get(text) or _by_sound(read, written, index) or index.by_fold.get(fold(text=joined))
            if keys and not _only_kana_letter(text):
                yield Matched(begin, end, written, _best(keys), _stands_alone(words, begin, end))


def _only_kana_letter(text: str) -> bool:
    return len(text) == 1 and not kanji_of(text=text)


def _by_sound(read: str, written: str, index: Index) -> tuple[Key, ...]:
    said = short(kana=fold(text=read))
    if len(said) < _LEAST_SOUND:
        return ()
    return tuple(key for key in index.by_sound.get(said, ()) if _same_word(written, key.written))


def _same_word(one: str, other: str) -> bool:
    """Alike in sound: the same word unless both are written in kanji and share none (紙 and 髪)."""
    mine, theirs = kanji_of(text=one), kanji_of(text=other)
    return not mine or not theirs or bool(mine & theirs)


def _best(keys: tuple[Key, ...]) -> tuple[Key, ...]:
    """Whole names, other names and names without brackets together; parts of lists only when there is nothing else."""
    near = tuple(key for key in keys if key.level < PART)
    return near or tuple(key for key in keys if key.level == keys[0].level)


def _stands_alone(words: Sequence[Spoken], begin: int, end: int) -> bool:
    """Not a part of a longer word: アイロン in アイロン台 is none."""
    after = words[end] if end < len(words) else None
    before = words[begin - 1] if begin else None
    longer = after is not None and after.part in _NOUNS and not asks_about(word=after.surface)
    return not longer and not (before is not None and before.part in _NOUNS and not asks_about(word=before.surface))


def asks_about(*, word: str) -> bool:
    """Whether a noun only asks about the thing that is named beside it."""
    return bool(_ASKS.match(unicodedata.normalize("NFKC", word))) or word.isdigit()


def _without_owners(found: list[Matched], words: Sequence[Spoken]) -> list[Matched]:
    """「時計の電池」 asks about the battery; 「自転車のかご」 about something else than a bicycle."""
    kept: list[Matched] = []
    for each in found:
        owns = each.end + 1 < len(words) and words[each.end].surface == "の"
        owned = words[each.end + 1] if owns else None
        if owned is None or owned.part not in _NOUNS or asks_about(word=owned.surface):
            kept.append(each)
        elif not any(other.begin == each.end + 1 for other in found):
            kept.append(Matched(each.begin, each.end, each.written, each.keys, sure=False))
    return kept


def _in_kana(words: Sequence[Spoken], index: Index) -> Iterator[Matched]:
    """Names written in kana, where the borders of words cannot be trusted; the longest one of each run."""
    text = "".join(word.surface for word in words)
    for run in _RUN.findall(text):
        letters = fold(text=run)
        spans = (
            (begin, end)
            for length in range(len(letters), _LEAST_SOUND - 1, -1)
            for begin in range(len(letters) - length + 1)
            for end in (begin + length,)
        )
        for begin, end in spans:
            piece = letters[begin:end]
            keys = index.by_fold.get(piece) or index.by_sound.get(short(kana=piece))
            if keys and (end - begin >= _LEAST_RUN or _is_whole(letters, begin, end)):
                yield Matched(0, 0, piece, _best(keys), sure=begin == 0)
                break


def _is_whole(letters: str, begin: int, end: int) -> bool:
    """A short name counts only where the run begins, with a particle or nothing behind it."""
    return begin == 0 and letters[end : end + 1] in ("", "の", "は", "を", "が", "つ")
