"""Sentences come out shown or withheld, in order; openings only with something behind them."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

from assistants.outcomes import Outcome
from assistants.stages import verify
from assistants.turn import Channel, CheckedSentence, DraftSentence, Turn
from assistants.verifying.reasons import Reason
from knowledge.public import Asker
from tenants.public import Town
from tests.assistants.verifying.material import passage

TOWN = Town(id=1, schema_name="t_1", code="990116", name="甲野町", host="kouno.test")
FEES = passage("住民票の写しの手数料は1通300円です。", title="手数料")


def turn() -> Turn:
    made = Turn(TOWN, Asker("residents"), Channel.PAGE, "手数料は", datetime(2026, 11, 24, tzinfo=UTC))
    made.passages = (FEES,)
    return made


async def checked(made: Turn, *drafts: DraftSentence) -> list[CheckedSentence]:
    async def stream() -> AsyncIterator[DraftSentence]:
        for draft in drafts:
            yield draft

    async for sentence in verify.hold_unsupported(made, stream()):
        made.sentences.append(sentence)
    return made.sentences


async def test_an_opening_is_shown_before_a_supported_sentence():
    made = turn()
    found = await checked(made, DraftSentence("次のとおりです。", ()), DraftSentence("手数料は1通300円です。", (0,)))
    assert [sentence.shown for sentence in found] == [True, True]
    assert verify.outcome_of(made) is Outcome.ANSWERED


async def test_an_opening_alone_is_no_answer():
    made = turn()
    found = await checked(made, DraftSentence("次のとおりです。", ()), DraftSentence("手数料は1通500円です。", (0,)))
    assert [sentence.reason for sentence in found] == [Reason.MONEY, Reason.NOTHING_FOLLOWS]
    assert verify.outcome_of(made) is Outcome.NOT_SUPPORTED


async def test_a_model_that_finds_nothing_leads_to_not_found():
    made = turn()
    await checked(made, DraftSentence("資料に答えがありません。", ()))
    assert verify.outcome_of(made) is Outcome.NOT_FOUND
