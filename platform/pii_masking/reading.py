"""A text as the patterns read it: normalised once, with the stretches that hold numbers found once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pii_masking.normalise import normalise

_STRETCH = re.compile(r"[0-9][0-9 ()-]{4,}[0-9]")  # shortest number looked for by digits: a local phone, 52-1234
_LETTERS_AROUND = 4  # 在留カード and 旅券 have letters before or after the digits
_COUNTED = re.compile(
    r" ?(?:円|人|件|名|個|枚|冊|世帯|ページ|頁|点|歳|才|回|台|本|株|票|戸|棟|千円|万|億|%|％|kg|km|m|g|t|年度)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` has the length of the original; `stretches` are (start, end) of runs of digits and separators in it."""

    text: str
    stretches: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, *, text: str) -> "Reading":
        """Read a text as it was given."""
        plain = normalise(text=text)
        return cls(plain, tuple(match.span() for match in _STRETCH.finditer(plain)))

    def numbers(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches of `pattern` within the stretches. Look-behinds see what stands before, look-aheads what is after."""
        for start, end in self.stretches:
            yield from pattern.finditer(self.text, max(0, start - _LETTERS_AROUND), end + _LETTERS_AROUND)

    def counted(self, end: int) -> bool:
        """Whether a counter word (円, 人, 件 …) follows: then the number is an amount, not a name of anything."""
        return _COUNTED.match(self.text, end) is not None


def digits_of(text: str) -> str:
    """The ASCII digits alone."""
    return "".join(character for character in text if character in "0123456789")
