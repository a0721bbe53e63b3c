"""A text in one spelling: widths, hyphens, old forms of letters, hidden characters; each letter knows its old place."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_HYPHENS: Final = "‐‑‒–—―−－﹣⁃˗─━╌ｰ"
_OLD_FORMS: Final = (
    "髙﨑濵濱邊邉嶋澤國縣廣會學區瀧圓萬藝鹽櫻讚檜竈龍壽德惠齋齊曾榮豐與假總驛鐵濟團鰺", 
    "高崎浜浜辺辺島沢国県広会学区滝円万芸塩桜讃桧釜竜寿徳恵斎斉曽栄豊与仮総駅鉄済団鯵",
)  # fmt: skip
_OTHERS: Final = {
    **{ord(letter): "-" for letter in _HYPHENS},
    **{ord(old): new for old, new in zip(*_OLD_FORMS, strict=True)},
    ord("ヶ"): "ケ",
    ord("ヵ"): "カ",
    ord("〜"): "~",
}
_SOUND_MARKS: Final = "ﾞﾟ\u3099\u309a"
_KANA_GAP: Final = ord("ァ") - ord("ぁ")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is compared; its letter i stands for original[starts[i]:ends[i]]."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] (not empty) stands in the original."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> str:
    """One spelling of a word, to be compared with `Folded.text`."""
    return folded(text=text).text


@lru_cache(maxsize=256)
def folded(*, text: str) -> Folded:
    """Read a text. Letters that are not seen (zero width, variation selectors) are left out, so they hide nothing."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and text[end] in _SOUND_MARKS:
            end += 1
        for letter in _plain(text[at:end]):
            letters.append(letter)
            starts.append(at)
            ends.append(end)
        at = end
    return Folded(text, "".join(letters), tuple(starts), tuple(ends))


@lru_cache(maxsize=20_000)
def _plain(cluster: str) -> str:
    if unicodedata.category(cluster[0]) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(cluster[0], ""):
        return ""
    if cluster[0] in _HYPHENS:
        return "ー" if cluster[0] == "ｰ" else "-"
    return unicodedata.normalize("NFKC", cluster).translate(_OTHERS)


def hiragana(text: str) -> str:
    """Katakana as hiragana; the same length."""
    return "".join(chr(ord(letter) - _KANA_GAP) if "ァ" <= letter <= "ヶ" else letter for letter in text)
