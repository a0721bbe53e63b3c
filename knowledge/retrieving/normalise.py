"""Makes the search copy of a text: one spelling for things that mean the same. Display text is never touched."""

import re
import unicodedata

from knowledge.retrieving.eras import western_years
from knowledge.retrieving.variants import KANJI_VARIANTS, RADICALS, SURNAME_VARIANTS

_LETTERS = str.maketrans({**RADICALS, **KANJI_VARIANTS})
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_SURNAMES = re.compile("|".join(SURNAME_VARIANTS))
_HYPHENS = r"\-‐‑‒–—―−─"
_DIGIT_HYPHEN = re.compile(rf"(?<=\d) ?[{_HYPHENS}ー] ?(?=\d)")
_KANA_HYPHEN = re.compile(rf"(?<=[ァ-ヺ])[{_HYPHENS}](?![ァ-ヺa-z]*\d)")
_LONG_MARKS = re.compile("ー{2,}")
_WAVES = re.compile("[〜~∼∿〰]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_BETWEEN_JAPANESE = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff])[ \t\u3000]+(?=[\u3040-\u30ff\u3400-\u9fff])")
_SPACES = re.compile(r"[ \t\u3000\u00a0]+")


def normalise(*, text: str) -> str:
    """The search copy of `text`.

    In order: NFKC (full and half width, circled numbers, ㈱, Kangxi radicals), invisible characters dropped, lower
    case, radical and kanji variants (澤 → 沢), hyphens between digits, long-vowel marks, wave dashes, thousands
    separators, Japanese years to western ones (令和5年 → 2023年). Deterministic, and normalising twice changes nothing.
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_LETTERS).lower()
    plain = _SURNAMES.sub(lambda found: SURNAME_VARIANTS[found[0]], plain)
    plain = _DIGIT_HYPHEN.sub("-", plain)
    plain = _KANA_HYPHEN.sub("ー", plain)
    plain = _LONG_MARKS.sub("ー", plain)
    plain = _WAVES.sub("~", plain)
    plain = _THOUSANDS.sub("", plain)
    return _SPACES.sub(" ", western_years(text=plain))


def join_spaced_letters(*, text: str) -> str:
    """Removes blanks between Japanese letters (「交　付」 → 「交付」), as headings and tables set them for looks."""
    return _BETWEEN_JAPANESE.sub("", text)
