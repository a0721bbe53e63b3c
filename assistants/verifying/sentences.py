"""Cuts text into sentences while it is still arriving, as Japanese answers are written."""

import re
from typing import Final

_OPENING: Final = "「『（(［【〈《“"
_CLOSING: Final = "」』）)］】〉》”"
_FULL_STOPS: Final = "。！？!?．"
_AFTER: Final = _CLOSING + _FULL_STOPS + "*_`\"'"
_MARK_BEGUN: Final = re.compile(r"[ \t　]*(?:\[\[?|［［?)\s*[PpＰｐ]?\s*[0-9０-９]{0,2}\s*[\]］]?")
_MARK: Final = re.compile(r"[ \t　]*(?:\[\[|［［)\s*[PpＰｐ]\s*[0-9０-９]{1,2}\s*(?:\]\]|］］)")
_ADDRESS_LETTER: Final = re.compile(r"[A-Za-z0-9=&/_%#+~-]")
_ABBREVIATION: Final = re.compile(r"(?:\b(?:[ap]\.m|No|Mr|Mrs|Ms|Dr|St|Tel|e\.g|i\.e|etc|approx|vs)|\d|\b[A-Z])$", re.I)
_NUMBERED: Final = re.compile(r"[\s　]*[(（]?[0-9０-９]{1,2}[)）]?")  # 「１．」 begins an item of a list
_LONGEST: Final = 300  # characters; beyond, a bracket that never closes no longer holds a sentence together


class SentenceSplitter:
    """Feed it pieces of a stream; it gives back whole sentences as soon as their end is certain.

    A sentence ends at 。！？ outside of brackets and at every line break; closing brackets and source marks
    (`[[P1]]`) that follow belong to it. Decimals, addresses and abbreviations do not end a sentence. Since a mark may
    follow, an end is certain with the first letter after it.
    """

    def __init__(self) -> None:
        self._text = ""
        self._at = 0
        self._depth = 0

    def feed(self, delta: str) -> list[str]:
        """The sentences that `delta` completes, without blanks around them."""
        self._text += delta
        return self._finished(final=False)

    @property
    def goes_on(self) -> bool:
        """Whether text has begun behind the last sentence, so that no further mark of that sentence can come."""
        begun = self._text.lstrip()
        return bool(begun) and begun[0] not in "[［"

    def rest(self) -> list[str]:
        """What is left when the stream has ended."""
        found = self._finished(final=True)
        last, self._text = self._text.strip(), ""
        return [*found, last] if last else found

    def _finished(self, *, final: bool) -> list[str]:
        found = []
        while (end := self._next_end(final=final)) is not None:
            sentence, self._text = self._text[:end].strip(), self._text[end:]
            self._at = self._depth = 0
            if sentence:
                found.append(sentence)
        return found

    def _next_end(self, *, final: bool) -> int | None:
        while self._at < len(self._text):
            letter = self._text[self._at]
            if letter == "\n":
                return self._at + 1
            if letter in _FULL_STOPS or letter == ".":
                ends = self._ends_at(self._at, final=final)
                if ends is None:
                    return None
                if ends:
                    return ends
            self._count(letter)
            self._at += 1
        return None

    def _count(self, letter: str) -> None:
        if letter in _OPENING:
            self._depth += 1
        elif letter in _CLOSING:
            self._depth = max(0, self._depth - 1)

    def _ends_at(self, place: int, *, final: bool) -> int | None:
        """Where a sentence ends that has a full stop at `place`; 0 when it does not end, None when it is too early."""
        if self._depth and place < _LONGEST:
            return 0
        following = self._text[place + 1 : place + 2]
        if not following:
            return len(self._text) if final else None
        if not self._is_full_stop(place, following):
            return 0
        end = place + 1
        while end < len(self._text):
            if self._text[end] in _AFTER:
                end += 1
            elif mark := _MARK.match(self._text, end):
                end = mark.end()
            elif _MARK_BEGUN.fullmatch(self._text, end) or (
                self._text[end:].isspace() and "\n" not in self._text[end:]
            ):
                return len(self._text) if final else None
            else:
                return end
        return end if final else None

    def _is_full_stop(self, place: int, following: str) -> bool:
        letter = self._text[place]
        if letter in "!?":
            return not _ADDRESS_LETTER.match(following)
        if letter == "．":
            if _NUMBERED.fullmatch(self._text[:place]):
                return False
            return not (following.isdigit() and self._text[place - 1 : place].isdigit())
        return letter != "." or (following.isspace() and not _ABBREVIATION.search(self._text[:place]))


def split_sentences(text: str) -> list[str]:
    """The sentences of a whole text."""
    splitter = SentenceSplitter()
    return [*splitter.feed(text), *splitter.rest()]
