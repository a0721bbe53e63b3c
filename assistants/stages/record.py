"""Record: what became of the question, in one transaction; always runs, also when the reader left."""

import asyncio
import logging
from typing import Final

from asgiref.sync import sync_to_async
from django.db import DatabaseError, IntegrityError, transaction

from assistants.database_hop import RECORD_SECONDS, database_hop
from assistants.listening.keep import is_private, keep_words, without_words
from assistants.models import Citation, Conversation, RecordedTurn
from assistants.outcomes import ENDINGS, Outcome
from assistants.persona.suggest import count_choice
from assistants.prompts import PROMPT_VERSION
from assistants.showing import as_plain, shown_of
from assistants.stages.cite import citations
from assistants.turn import Turn
from knowledge.public import FoundPassage, note_gap

log = logging.getLogger(__name__)

RETRY_SECONDS: Final = 1.0  # a fail-over or a full pool is often over by then


async def keep(turn: Turn) -> None:
    """Store the turn; when that fails, once more a second later. Never raises to the reader."""
    if turn.unrecorded or await sync_to_async(write)(turn):
        return
    await asyncio.sleep(RETRY_SECONDS)
    if not await sync_to_async(write)(turn):
        log.error("a turn is lost", extra={"turn": str(turn.id), "town": turn.town.schema_name})


def write(turn: Turn) -> bool:
    """Store the turn with its citations copied beside it; six statements, a gap eight. Says whether it stands."""
    known = turn.conversation_id
    try:
        with database_hop(seconds=RECORD_SECONDS), transaction.atomic():
            conversation = _conversation(turn)
            private, fields = is_private(turn=turn), _fields(turn, conversation)
            row = RecordedTurn.objects.create(**(without_words(fields=fields) if private else fields))
            if private:
                keep_words(turn=turn)
            if turn.outcome is not Outcome.MY_NUMBER_DISCARDED:
                count_choice(question=turn.question)
            Citation.objects.bulk_create(_citations(turn, row))
            _note_gap(turn, row)
    except DatabaseError as failed:
        turn.conversation_id = known  # the one that was begun is gone with the transaction
        if isinstance(failed, IntegrityError) and _stands(turn):
            return True  # stored before, only the answer to that was lost
        log.exception("a turn could not be recorded", extra={"turn": str(turn.id), "town": turn.town.schema_name})
        return False
    return True


def _stands(turn: Turn) -> bool:
    try:
        with database_hop(seconds=RECORD_SECONDS):
            return RecordedTurn.objects.filter(pk=turn.id).exists()
    except DatabaseError:
        return False


def _note_gap(turn: Turn, row: RecordedTurn) -> None:
    """What nobody could answer goes to knowledge, masked."""
    if ENDINGS[Outcome(row.outcome)].is_gap:
        note_gap(
            turn_id=row.pk,
            question=row.question,
            reason=row.outcome,
            audience=turn.asker.audience,
            section_id=row.section_id,
            at=row.at,
        )


def _conversation(turn: Turn) -> Conversation:
    if turn.conversation_id is not None:
        Conversation.objects.filter(pk=turn.conversation_id).update(last_turn_at=turn.now)
        return Conversation(pk=turn.conversation_id)
    made = Conversation.objects.create(
        channel=turn.channel.value,
        person_id=turn.person_id,
        language=turn.language,
        language_chosen=turn.language_chosen,
        started_at=turn.now,
        last_turn_at=turn.now,
    )
    turn.conversation_id = made.pk
    return made


def _fields(turn: Turn, conversation: Conversation) -> dict[str, object]:
    thrown_away = turn.outcome is Outcome.MY_NUMBER_DISCARDED or turn.masked is None
    messages = turn.request.messages if turn.request else ()
    return {
        "id": turn.id,
        "conversation": conversation,
        "channel": turn.channel.value,
        "at": turn.now,
        "question": "" if thrown_away or turn.masked is None else turn.masked.masked.text,
        "outcome": (turn.outcome or Outcome.FAILED).value,
        "answer": "\n".join(sentence.text for sentence in turn.shown),
        "shown": as_plain(shown=shown_of(turn)),
        "withheld": [{"text": s.text, "reason": s.reason, "detail": s.detail} for s in turn.withheld],
        "prompt": "\n\n".join(f"{message.role}:\n{message.content.text}" for message in messages),
        "model_output": turn.model_output,
        "model": str(turn.notes.get("model", "")),
        "model_failed": turn.model_failed,
        "retrieved": [_found(passage) for passage in turn.passages],
        "section_id": turn.section_id,
        "topic_id": turn.topic.id if turn.topic else None,
        "timings": turn.timings,
        "notes": {key: value for key, value in turn.notes.items() if key != "client_key"},
        "prompt_version": PROMPT_VERSION,
    }


def _found(passage: FoundPassage) -> dict[str, object]:
    """Copied, so that the log can be read when the passage is gone."""
    heading = passage.heading.split("\n")[-1]
    score = round(passage.score, 4)
    return {"passage": passage.passage_id, "score": score, "title": passage.title, "heading": heading[:120]}


def _citations(turn: Turn, row: RecordedTurn) -> list[Citation]:
    numbered = list(zip(turn.notes.get("cited", []), citations(turn), strict=True))
    return [
        Citation(
            turn=row,
            number=citation.number,
            passage_id=turn.passages[index].passage_id or None,
            document_id=turn.passages[index].document_id,
            version_number=turn.passages[index].version_number,
            title=citation.title,
            place=citation.place,
            page=citation.page,
            quote=turn.passages[index].text,
            source_url=citation.source_url or citation.address,
        )
        for index, citation in numbered
    ]
