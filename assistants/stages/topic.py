"""Topic: what a question is about, and what the town lets be said on it: everything, its own words only, nothing."""

from assistants.desks import desk_of
from assistants.events import Sentence
from assistants.nearness import LEAST_SCORE
from assistants.outcomes import Outcome
from assistants.stages.retrieve import search_words
from assistants.topics.classify import Classified, by_keyword, rest_of, topic_of
from assistants.topics.gate import Gate, Service, gate_of
from assistants.topics.known import known_topics
from assistants.topics.served_as import served_as
from assistants.turn import NOT_RESIDENTS, CheckedSentence, Stopped, Turn

# Staff see everything; commands and evaluations measure what would be said if the gate were open.
_ALWAYS_OPEN = NOT_RESIDENTS


def find_topic(turn: Turn) -> None:
    """Set `topic` by the question's own words; one query. Raises Stopped(TOPIC_OFF) where the town stopped it."""
    turn.topics = known_topics()
    section_id = turn.desk.section_id if turn.desk else None
    _note(turn, topic_of(text=search_words(turn), section_id=section_id, topics=turn.topics))


def settle(turn: Turn, *, words: str, section_id: int | None) -> None:
    """By what was found for a question: its topic when its own words told none; stops what a stopped topic would say.

    A question may name one topic and be answered from another. Raises Stopped(TOPIC_OFF).
    """
    if turn.topic is None:
        _note(turn, topic_of(text=words, section_id=section_id, topics=turn.topics))
        return
    found = by_keyword(text=words, topics=turn.topics)
    if found and found.topic.is_off:
        _note(turn, found)


def is_stopped(turn: Turn, *, words: str) -> bool:
    """Whether the words are of a topic that the town stopped, and the asker is bound by that."""
    found = by_keyword(text=words, topics=turn.topics)
    return bool(found and found.topic.is_off) and turn.channel not in _ALWAYS_OPEN


def keep_to_curated(turn: Turn) -> None:
    """On a topic below its bar nothing but the town's written answers is said; at most three queries more.

    Behind the guides, the garbage rows and the FAQ: what fitted one of them is answered already, except for a reader of
    another language, who gets the FAQ as written instead of a model's rendering. Raises Stopped(TOPIC_CURATED_ONLY).
    """
    best = turn.found[0] if turn.found else None
    if best and best.score >= LEAST_SCORE:
        settle(turn, words=f"{best.heading} {best.title}", section_id=best.section_id)
    if turn.topic is None:
        _note(turn, rest_of(topics=turn.topics))
    if turn.topic is None or turn.channel in _ALWAYS_OPEN or turn.topic.bar_percent is None:
        return
    gate = gate_of(topic=turn.topic, served_as=served_as().digest)
    turn.notes["gate"] = gate.why.value
    if gate.service is not Service.CURATED:
        return
    if turn.curated:
        turn.quoting = True
        return
    turn.section_id = turn.desk.section_id if turn.desk else None
    raise Stopped(Outcome.TOPIC_CURATED_ONLY)


def _note(turn: Turn, found: Classified | None) -> None:
    if found is None:
        return
    if turn.topic and turn.channel in _ALWAYS_OPEN:
        return
    turn.topic = found.topic
    turn.notes["topic"] = {"name": found.topic.name, "by": found.by.value, "told": found.told}
    if found.topic.is_off and turn.channel not in _ALWAYS_OPEN:
        _stop(turn, gate_of(topic=found.topic, served_as=""))


def _stop(turn: Turn, gate: Gate) -> None:
    topic = turn.topic
    if topic is None:
        return
    turn.notes["gate"] = gate.why.value
    section_id = next(iter(topic.section_ids)) if len(topic.section_ids) == 1 else None
    turn.desk = desk_of(section_id=section_id) or turn.desk
    turn.section_id = turn.desk.section_id if turn.desk else None
    if topic.off_reason:
        turn.ready.append(Sentence(topic.off_reason, ()))
        turn.sentences.append(CheckedSentence(topic.off_reason, (), shown=True))
    raise Stopped(Outcome.TOPIC_OFF)
