"""Cuts a long text at sentence ends."""

import re
from collections.abc import Iterator

MOST_CHARACTERS = 500
# The last sentence of a part is repeated at the start of the next when it is short: it often names the subject.
OVERLAP_CHARACTERS = 60
_SENTENCE = re.compile(r"[^。．！？!?\n]*(?:[。．！？!?]+[」』）)]*|\n|$)")


def cut_sentences(*, text: str, most: int = MOST_CHARACTERS) -> list[str]:
    """Parts of at most `most` characters, cut after sentences; a single longer sentence is cut at commas or hard.

    Parts are about equally long, so that no short rest is left over. A text that fits comes back as it is.
    """
    if len(text) <= most:
        return [text]
    count = -(-len(text) // (most - OVERLAP_CHARACTERS))
    aim = -(-len(text) // count)
    parts: list[str] = []
    part = ""
    for sentence in _sentences(text, most - OVERLAP_CHARACTERS):
        full = len(part) + len(sentence) > most or len(part) >= aim
        if part.strip() and full:
            parts.append(part.strip())
            part = _carried(part)
        part += sentence
    return [*parts, part.strip()] if part.strip() else parts


def _sentences(text: str, most: int) -> Iterator[str]:
    for found in _SENTENCE.finditer(text):
        rest = found[0]
        while len(rest) > most:
            comma = max(rest.rfind(mark, most // 2, most) for mark in "、，, 　")
            end = comma + 1 if comma > 0 else most
            yield rest[:end]
            rest = rest[end:]
        if rest:
            yield rest


def _carried(part: str) -> str:
    last = [sentence for sentence in _SENTENCE.findall(part) if sentence.strip()][-1:]
    return last[0] if last and len(last[0]) <= OVERLAP_CHARACTERS and last[0] != part else ""
