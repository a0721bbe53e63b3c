"""The one object that travels through answering: a question on its way to an outcome."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from time import monotonic
from typing import Any, Final
from uuid import UUID, uuid4

from assistants.outcomes import Outcome
from assistants.topics.known import KnownTopic
from knowledge.public import Asker, FaqMatch, FoundPassage, GarbageAnswer, SearchFilters
from llm_gateway.public import ChatRequest, Route
from pii_masking.public import Masked, Vault
from tenants.public import Town


class Channel(StrEnum):
    """Through which door a question came."""

    PAGE = "page"
    WIDGET = "widget"
    LINE = "line"
    API = "api"
    STAFF = "staff"
    COMMAND = "command"
    EVALUATION = "evaluation"


NOT_RESIDENTS: Final = frozenset({Channel.STAFF, Channel.COMMAND, Channel.EVALUATION})


class Stopped(Exception):
    """A stage ended the turn."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.value)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Desk:
    """Whom to ask: the town's own section with phone and hours, copied."""

    name: str
    phone: str
    hours: str
    floor: str = ""
    section_id: int | None = None


@dataclass(frozen=True, slots=True)
class HotlineCard:
    """A verified hotline as shown to somebody in distress."""

    name: str
    number: str
    hours: str
    area: str
    source: str
    verified_on: str


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence as the model wrote it, with the passages it names (index into `Turn.passages`)."""

    text: str
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence after verification. `reason` names why it is withheld, empty when it is shown."""

    text: str
    passages: tuple[int, ...]
    shown: bool
    reason: str = ""
    detail: str = ""


@dataclass(slots=True)
class Turn:
    """A question and all that is known of it so far. Written by one stage after the other, recorded at the end.

    `question` is what was typed: it is never stored. `history` holds earlier masked turns, oldest first. Times are
    aware datetimes; `timings` are milliseconds by stage.
    """

    town: Town
    asker: Asker
    channel: Channel
    question: str
    now: datetime
    language: str = "ja"  # of the answer
    language_chosen: bool = False  # by the reader; else it follows the question
    asked_in: str = "ja"  # what the question is written in
    conversation_id: int | None = None
    person_id: int | None = None
    section_id: int | None = None
    history: tuple[tuple[str, str], ...] = ()
    id: UUID = field(default_factory=uuid4)

    # Of a member of staff's inquiry: what narrows the search, its own files' best parts, how to write, earlier masking.
    filters: SearchFilters | None = None
    attached: tuple[FoundPassage, ...] = ()
    only_attached: bool = False
    style: str = ""  # sentences of ours for the model
    vault: Vault | None = None

    masked: Masked | None = None
    japanese: str = ""  # a foreign question's words in Japanese, to search with
    asking_words: tuple[ChatRequest, Route] | None = None  # the model is asked for them before the search
    hotlines: tuple[HotlineCard, ...] = ()
    desk: Desk | None = None
    listening: bool = False  # a message of an お悩み相談
    topics: tuple[KnownTopic, ...] = ()  # all of the town, read once
    topic: KnownTopic | None = None  # what the question is about
    curated: FaqMatch | None = None
    found: tuple[FoundPassage, ...] = ()  # by the search, before it is decided what is near
    passages: tuple[FoundPassage, ...] = ()
    quoting: bool = False  # no model: answer by quoting the best passage
    model_failed: str = ""  # ModelFailed kind, when the model was tried and failed
    allowance_spent: bool = False
    route: Route | None = None
    request: ChatRequest | None = None

    ready: list[Any] = field(default_factory=list)  # events that a stage prepared, of assistants.events
    choices: tuple[Any, ...] = ()  # of assistants.events.Choice: what the reader can choose next
    chosen_at: str = ""  # the step of a guide at which the reader chose this question
    garbage_unknown: GarbageAnswer | None = None  # asked for, not in the town's list

    model_output: str = ""
    sentences: list[CheckedSentence] = field(default_factory=list)
    outcome: Outcome | None = None
    unrecorded: bool = False  # one more refusal of a client who asks too often: the first of the hour stands for all
    timings: dict[str, float] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)  # what staff see beside the turn: scores, matched rules
    events: list[Any] = field(default_factory=list)  # what the reader was given, of assistants.events

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the block's milliseconds to `timings[stage]`."""
        began = monotonic()
        try:
            yield
        finally:
            self.timings[stage] = round(self.timings.get(stage, 0.0) + (monotonic() - began) * 1000, 2)

    @property
    def shown(self) -> list[CheckedSentence]:
        """Sentences the reader sees."""
        return [sentence for sentence in self.sentences if sentence.shown]

    @property
    def withheld(self) -> list[CheckedSentence]:
        """Sentences that were held back, for staff."""
        return [sentence for sentence in self.sentences if not sentence.shown]
