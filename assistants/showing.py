"""A turn as readers see it: made from its events while it streams, kept beside the record, shown again later alike."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from assistants.events import Choice, Citation, Ended, Event, Quoted, Sentence, Sources
from assistants.feedback import REASONS
from assistants.languages import LANGUAGES, is_japanese_code, known_or_japanese
from assistants.outcomes import ENDINGS, Family, Outcome
from assistants.speaking.phrases import Words, page_words
from assistants.turn import Desk, HotlineCard, Turn


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence, or a passage quoted as it stands (then `lead` says whose words it is)."""

    text: str
    numbers: tuple[int, ...] = ()
    lead: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything a reader sees of one turn. `question` is masked and empty when it was thrown away."""

    turn_id: str
    question: str
    at: datetime
    outcome: Outcome
    sentence: str
    parts: tuple[Part, ...] = ()
    citations: tuple[Citation, ...] = ()
    desk: Desk | None = None
    hotlines: tuple[HotlineCard, ...] = ()
    choices: tuple[Choice, ...] = ()
    language: str = "ja"

    @property
    def words(self) -> Words:
        """The fixed words beside the answer, in its language."""
        return page_words(language=self.language)

    @property
    def tag(self) -> str:
        """The lang attribute of what we say."""
        return LANGUAGES[known_or_japanese(code=self.language)].tag

    @property
    def is_foreign(self) -> bool:
        """Whether the answer is in another language than its sources."""
        return not is_japanese_code(code=self.language)

    @property
    def says_ending(self) -> bool:
        """Whether the outcome's sentence is shown: always, but for what speaks for itself."""
        if self.outcome is Outcome.LISTENED:
            return self.is_foreign  # a talk is held in Japanese
        return self.outcome is not Outcome.ANSWERED

    @property
    def reasons(self) -> tuple[tuple[str, Promise], ...]:
        """What a reader may give as the reason why it did not help."""
        return tuple(REASONS.items())

    @property
    def can_be_rated(self) -> bool:
        """Whether the reader is asked if it helped."""
        return ENDINGS[self.outcome].family in {Family.ANSWERED, Family.QUOTED, Family.UNANSWERED}


def shown_of(turn: Turn) -> Shown:
    """What the reader of a finished turn saw."""
    ended = next(event for event in reversed(turn.events) if isinstance(event, Ended))
    cited = next((event.citations for event in turn.events if isinstance(event, Sources)), ())
    thrown_away = turn.masked is None or turn.outcome is Outcome.MY_NUMBER_DISCARDED
    return Shown(
        turn_id=str(turn.id),
        question="" if thrown_away or turn.masked is None else turn.masked.masked.text,
        at=turn.now,
        outcome=ended.outcome,
        sentence=ended.sentence,
        parts=tuple(part for part in map(part_of, turn.events) if part),
        citations=cited,
        desk=ended.desk,
        hotlines=ended.hotlines,
        choices=ended.choices,
        language=turn.language,
    )


def part_of(event: Event) -> Part | None:
    """The part an event adds to the answer, if any."""
    match event:
        case Sentence(text=text, citations=numbers):
            return Part(text, numbers)
        case Quoted(lead=lead, text=text, citation=number):
            return Part(text, (number,), lead, quoted=True)
    return None


def as_plain(*, shown: Shown) -> dict[str, Any]:
    """JSON-ready values; the question and its time stand in columns of their own."""
    plain = asdict(shown)
    del plain["question"], plain["at"], plain["turn_id"]
    return plain


def from_plain(*, plain: dict[str, Any], turn_id: str, question: str, at: datetime) -> Shown:
    """Inverse of `as_plain`."""
    return Shown(
        turn_id=turn_id,
        question=question,
        at=at,
        outcome=Outcome(plain["outcome"]),
        sentence=plain["sentence"],
        parts=tuple(Part(**{**part, "numbers": tuple(part["numbers"])}) for part in plain["parts"]),
        citations=tuple(Citation(**citation) for citation in plain["citations"]),
        desk=Desk(**plain["desk"]) if plain["desk"] else None,
        hotlines=tuple(HotlineCard(**card) for card in plain["hotlines"]),
        choices=tuple(Choice(**choice) for choice in plain.get("choices", ())),
        language=plain.get("language", "ja"),
    )
