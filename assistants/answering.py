"""Start reading the product here: how a question becomes an answer.

`PREPARE` runs in one database hop (in two around a model that translates a foreign question). `DELIVER` streams without
holding a database connection. `record` always runs, also when the reader leaves. A stage that ends the turn raises
`Stopped(outcome)`; that is not an error. What readers receive is `assistants.events`; how a turn can end is
`assistants.outcomes`.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable

from asgiref.sync import sync_to_async
from django.db import DatabaseError

from assistants.database_hop import DESK_SECONDS, PREPARE_SECONDS, database_hop
from assistants.desks import last_known_desk, main_desk
from assistants.easing.check import easiness
from assistants.events import Ended, Event
from assistants.listening.reply import reply
from assistants.outcomes import ENDINGS, Outcome
from assistants.speaking.phrases import outcome_sentence
from assistants.stages import (
    cite,
    compose,
    crisis,
    curated,
    garbage,
    generate,
    guard,
    guide,
    listen,
    quote,
    record,
    retrieve,
    topic,
    understand,
    verify,
)
from assistants.turn import Stopped, Turn
from assistants.waiting_line import in_line
from tenants.public import in_town

log = logging.getLogger(__name__)

PREPARE = (
    understand.notice_language,
    guard.check_limits,
    crisis.look_first,
    guard.mask_personal_data,
    listen.listen_if_chosen,
    guard.screen,
    understand.find_words,
    understand.keep_words,
    retrieve.find_desk,
    topic.find_topic,
    guide.walk_or_offer,
    garbage.answer_if_asked,
    curated.answer_if_it_fits,
    garbage.admit_unknown,
    topic.keep_to_curated,
    retrieve.find_passages,
    compose.write_prompt,
)
Stage = Callable[[Turn], None]
DELIVER = (generate.stream, cite.name_sources, verify.hold_unsupported)


async def answer(turn: Turn) -> AsyncGenerator[Event, None]:
    """Answer `turn`, giving each event as soon as it is certain; the last one is `Ended`.

    Enters the turn's town itself: the body of a stream runs outside of every middleware.
    """
    with in_town(turn.town):
        try:
            async with in_line():
                await sync_to_async(prepare)(turn)
            if turn.asking_words:
                await understand.translate(turn)
                async with in_line():
                    await sync_to_async(prepare)(turn, after=understand.find_words)
            async for event in deliver(turn):
                turn.events.append(event)
                yield event
        except (GeneratorExit, asyncio.CancelledError):
            turn.outcome = turn.outcome or Outcome.READER_LEFT
            raise
        except Exception:
            # Recorded, shown in plain words with a number, and a bug: house rule 5.
            log.exception("answering failed", extra={"turn": str(turn.id), "town": turn.town.schema_name})
            turn.outcome = Outcome.FAILED
            await sync_to_async(find_any_desk)(turn)
        finally:
            turn.events.append(ended(turn))
            await asyncio.shield(record.keep(turn))
        yield turn.events[-1]


def prepare(turn: Turn, *, after: Stage | None = None) -> None:
    """Everything that needs the database before the stream; ends with the connection given back.

    Stops behind `understand.find_words` when a model is to be asked first; goes on `after` it then.
    Raises OperationalError when the database takes longer than a reader can wait.
    """
    with database_hop(seconds=PREPARE_SECONDS):
        try:
            for stage in PREPARE[PREPARE.index(after) + 1 :] if after else PREPARE:
                with turn.timed(stage.__name__):
                    stage(turn)
                if turn.asking_words and stage is understand.find_words:
                    break
        except Stopped as stopped:
            turn.outcome = stopped.outcome


def find_any_desk(turn: Turn) -> None:
    """After an error: the desk that its sentence promises; when the database cannot say, the one it last named."""
    if turn.desk:
        return
    try:
        with database_hop(seconds=DESK_SECONDS):
            turn.desk = main_desk()
    except DatabaseError:
        log.exception("no desk for a failed turn", extra={"turn": str(turn.id), "town": turn.town.schema_name})
        turn.desk = last_known_desk(town=turn.town)


async def deliver(turn: Turn) -> AsyncIterator[Event]:
    """From the prompt to verified sentences; when no model writes, quotes. Sets the outcome."""
    for ready in turn.ready:
        yield ready
    async for said in reply(turn):
        yield said
    if turn.outcome is None and not turn.quoting:
        async for event in _written(turn):
            yield event
    if turn.outcome in (None, Outcome.ANSWERED_CURATED):
        for event in quote.show(turn):
            yield event
    for event in cite.sources(turn):
        yield event


async def _written(turn: Turn) -> AsyncIterator[Event]:
    stream = generate.stream(turn)
    drafts = cite.name_sources(turn, stream)
    try:
        async for checked in verify.hold_unsupported(turn, drafts):
            turn.sentences.append(checked)
            if checked.shown:
                yield cite.as_sentence(turn, checked)
    except generate.ModelGaveUp as gave_up:
        turn.model_failed = gave_up.kind
        turn.quoting = True
        return
    if turn.language == "ja-easy":
        turn.notes["easy"] = easiness(text="\n".join(sentence.text for sentence in turn.shown)).as_plain()
    outcome = verify.outcome_of(turn)
    # Not said in the reader's language: then the town's own Japanese words are quoted, which say more than a desk.
    turn.outcome = None if outcome is Outcome.NOT_SUPPORTED and turn.language != "ja" else outcome


def ended(turn: Turn) -> Ended:
    """The last event: the outcome with its sentence, and the desk or the hotlines where they belong."""
    outcome = turn.outcome or Outcome.FAILED
    ending = ENDINGS[outcome]
    sentence = outcome_sentence(outcome=outcome, language=turn.language)
    return Ended(
        outcome=outcome,
        sentence=sentence,
        turn_id=str(turn.id),
        desk=turn.desk if ending.shows_desk else None,
        hotlines=turn.hotlines,
        choices=turn.choices,
    )
