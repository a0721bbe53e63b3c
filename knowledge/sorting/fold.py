"""Spellings that mean the same thing: kana and width, long vowels, small letters, readings of kanji."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from knowledge.retrieving.tokenise import spoken

_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_SMALL: Final = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖぢづゔ", "あいうえおつやゆよわかけじずぶ")
_KEPT: Final = re.compile(r"[^0-9a-z\u3041-\u3096\u3400-\u9fff々〆]")
_ROWS: Final = {
    "あ": "あかさたなはまやらわがざだばぱ",
    "い": "いきしちにひみりぎじびぴ",
    "う": "うくすつぬふむゆるぐずぶぷ",
    "え": "えけせてねへめれげぜでべぺ",
    "お": "おこそとのほもよろをごぞどぼぽ",
}
_LONG: Final = re.compile(
    "|".join(
        rf"(?<=[{letters}])[{vowel}{extra}]"
        for (vowel, letters), extra in zip(_ROWS.items(), ("", "", "", "い", "う"), strict=True)
    )
)
_KANJI: Final = re.compile(r"[\u3400-\u9fff々]")


def fold(*, text: str) -> str:
    """One spelling: NFKC, lower case, hiragana, large letters, without long-vowel marks, blanks and punctuation."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(_TO_HIRAGANA).translate(_SMALL)
    return _KEPT.sub("", plain.replace("ー", ""))


@lru_cache(maxsize=20_000)
def sound(*, text: str) -> str:
    """How it is read, folded, with long vowels short (「コンセント付き」 → こんせんとつき, 「ほうき」 → ほき)."""
    read = "".join(each.reading or each.surface for each in spoken(text=unicodedata.normalize("NFKC", text)))
    return short(kana=fold(text=read))


def short(*, kana: str) -> str:
    """Folded kana without the second half of long vowels."""
    return _LONG.sub("", kana)


def kanji_of(*, text: str) -> frozenset[str]:
    """The kanji of a text: two words that sound alike but share none of theirs are different words."""
    return frozenset(_KANJI.findall(text))
