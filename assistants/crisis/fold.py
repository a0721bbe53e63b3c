"""Folds a message so that one pattern meets its many spellings."""

import re
import unicodedata
from typing import Final

_HIRAGANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_LARGE: Final = str.maketrans("ぁぃぅぇぉゃゅょゎ", "あいうえおやゆよわ")
_KEPT_SMALL: Final = re.compile(r"(?<=[きしちにひみりぎじびぴ])[ゃゅょ]")
_DROPPED: Final = re.compile(
    r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff_*`'\"´.,・…‥~〜～\-‐―─^|/\\#=+<>()\[\]{}「」『』【】。、!?:;♡♥☆★→←]"
)
_STOPS: Final = re.compile(r"[。!?！？\n]+|\.{1,2}(?=\s|$)")
_MOST_CHARACTERS: Final = 20_000  # one letter may stand for eighteen (U+FDFA); nobody types this much
_LONG: Final = re.compile(r"ー+")
_AGAIN: Final = re.compile(r"([ぁ-んwx])\1{2,}")
_VOWEL: Final = {
    **dict.fromkeys("あかさたなはまやらわがざだばぱ", "あ"),
    **dict.fromkeys("いきしちにひみりぎじぢびぴ", "い"),
    **dict.fromkeys("うくすつぬふむゆるぐずづぶぷ", "う"),
    **dict.fromkeys("えけせてねへめれげぜでべぺ", "え"),
    **dict.fromkeys("おこそとのほもよろをごぞどぼぽ", "お"),
}


def folded(*, text: str) -> str:
    """Hiragana for katakana, large kana for small ones, no blanks and signs but 。 between sentences.

    「シ ニ タ ー ー ィ…」 becomes しにたい, 「しにたいよぉぉぉ」 しにたいよお. A message is one line.
    """
    plain = unicodedata.normalize("NFKC", text)[:_MOST_CHARACTERS].lower()
    pieces = [_DROPPED.sub("", piece) for piece in _STOPS.split(plain)]
    joined = "。".join(piece for piece in pieces if piece).translate(_HIRAGANA)
    joined = _AGAIN.sub(r"\1", joined)
    return _with_vowels(_small_to_large(joined))


def folded_kana(*, text: str) -> str:
    """Only the kana folded: for patterns, whose signs must stay."""
    return _small_to_large(text.translate(_HIRAGANA))


def _small_to_large(text: str) -> str:
    """「たぃ」 is たい; 「しゃ」 stays what it is."""
    kept = {found.start() for found in _KEPT_SMALL.finditer(text)}
    large = text.translate(_LARGE)
    return "".join(text[at] if at in kept else letter for at, letter in enumerate(large))


def _with_vowels(text: str) -> str:
    """A long mark as the vowel it lengthens (「ゲーム」 is げえむ), as patterns write it."""
    return _LONG.sub(lambda found: _VOWEL.get(text[found.start() - 1 : found.start()], ""), text)
