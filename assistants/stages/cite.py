"""Cite: which passages a sentence names, and the sources as readers see them.

The model writes `[[P1]]` behind a sentence; it never writes an address. Sources are numbered in the order in which
they are first used; each carries a signed token that opens the place.
"""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Final

from assistants.events import Citation, Event, Sentence, Sources
from assistants.turn import CheckedSentence, DraftSentence, Turn
from assistants.verifying.sentences import SentenceSplitter
from knowledge.public import source_token

MARK: Final = re.compile(r"\s*(?:\[\[|［［)\s*[PpＰｐ]\s*([0-9０-９]{1,2})\s*(?:\]\]|］］)")
_QUOTE_CHARACTERS: Final = 160


async def name_sources(turn: Turn, deltas: AsyncIterator[str]) -> AsyncIterator[DraftSentence]:
    """Whole sentences with the passages that they name; a mark of a passage that was not given is dropped.

    Each is given as soon as its marks are complete, not when the next one is: that is a second at a reader's pace.
    """
    splitter = SentenceSplitter()
    waiting: DraftSentence | None = None
    async for delta in deltas:
        for text in splitter.feed(delta):
            waiting, ready = _join(waiting, _drafted(text, turn))
            if ready:
                yield ready
        if waiting and waiting.text and splitter.goes_on:
            yield waiting
            waiting = None
    # At the limit of tokens the last sentence is not whole: half a sentence can say the opposite.
    for text in [] if turn.notes.get("cut_short") else splitter.rest():
        waiting, ready = _join(waiting, _drafted(text, turn))
        if ready:
            yield ready
    if waiting and waiting.text:
        yield waiting


def _drafted(text: str, turn: Turn) -> DraftSentence:
    numbers = [int(found) - 1 for found in MARK.findall(text)]
    known = tuple(dict.fromkeys(number for number in numbers if 0 <= number < len(turn.passages)))
    return DraftSentence(MARK.sub("", text).strip(), known)


def _join(waiting: DraftSentence | None, new: DraftSentence) -> tuple[DraftSentence | None, DraftSentence | None]:
    """Marks stand behind the full stop, so they may arrive as a piece of their own: they belong to the one before."""
    if waiting and not new.text:
        return DraftSentence(waiting.text, tuple(dict.fromkeys(waiting.passages + new.passages))), None
    return new, waiting if waiting and waiting.text else None


def number_of(turn: Turn, passage: int) -> int:
    """The number a passage has in this answer, counted from 1 in order of first use."""
    order: list[int] = turn.notes.setdefault("cited", [])
    if passage not in order:
        order.append(passage)
    return order.index(passage) + 1


def as_sentence(turn: Turn, checked: CheckedSentence) -> Sentence:
    """A verified sentence with the numbers of its sources."""
    return Sentence(checked.text, tuple(number_of(turn, passage) for passage in checked.passages))


def citations(turn: Turn) -> Iterator[Citation]:
    """The sources of all that was shown, in order of their numbers. Makes tokens: needs the town, no database."""
    for number, index in enumerate(turn.notes.get("cited", []), start=1):
        passage = turn.passages[index]
        yield Citation(
            number=number,
            title=passage.title,
            place=passage.place,
            quote=shortened(passage.answer or passage.text),
            token=source_token(passage_id=passage.passage_id) if passage.passage_id else "",
            page=passage.page,
            source_url=passage.source_url if passage.passage_id else "",
            address="" if passage.passage_id else passage.source_url,
            from_ocr=passage.from_ocr,
        )


def sources(turn: Turn) -> Iterator[Event]:
    """The event with the sources, when there are any."""
    found = tuple(citations(turn))
    if found:
        yield Sources(found)


def shortened(text: str) -> str:
    """The first characters of a quote on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _QUOTE_CHARACTERS else f"{flat[:_QUOTE_CHARACTERS]}…"
