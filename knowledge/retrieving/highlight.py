"""Marks the words of a question in a text for people to see; the text itself is never changed."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from knowledge.retrieving.recipe import FRAME_WORDS
from knowledge.retrieving.tokenise import tokens


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text; all pieces together are the text."""

    text: str
    marked: bool


def highlighted(*, text: str, words: Collection[str]) -> Sequence[Piece]:
    """`text` in pieces, those marked whose word is one of `words` (as the tokeniser gives them), frame words never.

    Words are found in the search spelling and marked where the same letters stand in the text, whatever their width.
    """
    wanted = set(words) - FRAME_WORDS
    surfaces = sorted({token.surface for token in tokens(text=text) if token.term in wanted}, key=len, reverse=True)
    if not surfaces:
        return (Piece(text, marked=False),)
    spelled = unicodedata.normalize("NFKC", text).lower()
    # Where widths changed the length, offsets do not carry over: then only what is written alike is marked.
    found = re.finditer("|".join(map(re.escape, surfaces)), spelled if len(spelled) == len(text) else text)
    return tuple(_cut(text, _joined(match.span() for match in found)))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbouring words are marked as one: 「手数料」, not 「手数」 and 「料」."""
    whole: list[tuple[int, int]] = []
    for begin, finish in spans:
        if whole and whole[-1][1] == begin:
            whole[-1] = (whole[-1][0], finish)
        else:
            whole.append((begin, finish))
    return whole


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    end = 0
    for begin, finish in spans:
        if begin > end:
            pieces.append(Piece(text[end:begin], marked=False))
        pieces.append(Piece(text[begin:finish], marked=True))
        end = finish
    return [*pieces, Piece(text[end:], marked=False)] if end < len(text) else pieces
