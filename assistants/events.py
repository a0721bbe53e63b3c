"""What a reader receives while an answer comes into being; every door (page, widget, API, LINE) renders these."""

from dataclasses import dataclass

from django.urls import reverse

from assistants.outcomes import Outcome
from assistants.turn import Desk, HotlineCard


@dataclass(frozen=True, slots=True)
class Citation:
    """A source beside an answer; `number` is what stands in the text, `token` opens the place."""

    number: int
    title: str
    place: str
    quote: str
    token: str
    page: int | None = None
    source_url: str = ""
    from_ocr: bool = False  # read from a picture: letters may be wrong
    address: str = ""  # where it opens on the town's host when there is no token: garbage rows

    @property
    def opens_at(self) -> str:
        """The path on the town's host at which the source opens."""
        return f"{reverse('knowledge:source', args=[self.token])}#cited" if self.token else self.address


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose instead of typing; `question` is sent as it stands and needs nothing beside it."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A verified sentence; `citations` are numbers of `Citation`."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage shown as it stands, because no model writes; `lead` says whose words these are."""

    lead: str
    text: str
    citation: int


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of everything shown, in order of their numbers."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a turn: always the last event, exactly once."""

    outcome: Outcome
    sentence: str
    turn_id: str
    desk: Desk | None = None
    hotlines: tuple[HotlineCard, ...] = ()
    suggestions: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


Event = Sentence | Quoted | Sources | Ended
