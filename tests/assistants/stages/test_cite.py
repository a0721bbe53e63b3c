"""Drafted sentences leave as soon as their marks are complete, and carry all of them however the stream is cut."""

from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime

import pytest

from assistants.stages import cite
from assistants.turn import Channel, DraftSentence, Turn
from knowledge.public import Asker
from tenants.public import Town
from tests.assistants.verifying.material import passage

TOWN = Town(id=1, schema_name="t_1", code="990116", name="甲野町", host="kouno.test")
TEXT = "次のとおりです。\n手数料は300円です。[[P1]]\n[[P2]]\n- 役場で払います。[[P2]]受付は8時からです。"
DRAFTS = [
    DraftSentence("次のとおりです。", ()),
    DraftSentence("手数料は300円です。", (0, 1)),
    DraftSentence("- 役場で払います。", (1,)),
    DraftSentence("受付は8時からです。", ()),
]


def turn() -> Turn:
    made = Turn(TOWN, Asker("residents"), Channel.PAGE, "手数料は", datetime(2026, 11, 24, tzinfo=UTC))
    made.passages = (passage("手数料は300円です。", title="手数料"), passage("役場で払います。", title="窓口"))
    return made


async def drafted_while_read(pieces: Iterable[str]) -> tuple[list[DraftSentence], list[str]]:
    """The drafts, and with each of them all that had been read of the stream when it came."""
    read: list[str] = []

    async def stream() -> AsyncIterator[str]:
        for piece in pieces:
            read.append(piece)
            yield piece

    found = [(draft, "".join(read)) async for draft in cite.name_sources(turn(), stream())]
    return [draft for draft, _at in found], [at for _draft, at in found]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
async def test_marks_on_a_line_of_their_own_belong_to_the_sentence_before(size: int) -> None:
    drafts, _at = await drafted_while_read(TEXT[at : at + size] for at in range(0, len(TEXT), size))
    assert drafts == DRAFTS


async def test_a_sentence_does_not_wait_for_the_end_of_the_next() -> None:
    _drafts, at = await drafted_while_read(TEXT)
    assert [read[-2:] for read in at] == ["\n手", "\n-", "]受", "す。"]
