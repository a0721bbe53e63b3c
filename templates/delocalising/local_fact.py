"""The words of delocalising: what a town knows of itself, what was found in a text, what somebody decided about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Texts = Mapping[str, str]  # by place: "title", "body", "answer.3" …; the caller chooses the keys


class FactKind(StrEnum):
    """Kinds of local facts. PERSONAL blocks: a person has to take it out of the text itself."""

    OWN_TOWN = "own_town"
    TOWN_NAME = "town_name"
    PREFECTURE = "prefecture"
    PERSON = "person"
    DESK = "desk"
    FACILITY = "facility"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    URL = "url"
    ORDINANCE = "ordinance"
    AMOUNT = "amount"
    DATE = "date"
    HOURS = "hours"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True)
class LocalFacts:
    """What is known of the town whose text is looked at; plain values, empty where the town has said nothing.

    `name` and `kana` as in the list of municipalities (with 町); `facilities` also come from its documents.
    """

    name: str
    kana: str = ""
    name_en: str = ""
    prefecture: str = ""
    mayor: str = ""
    people: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class LocalFact:
    """`texts[place][start:end]` is `text`. `blank` is a suggested name of a blank, `blank_type` one of the types of
    docs/template-format.md. Facts of a text do not overlap and are in order.

    `private`: may become a blank, never stay (an address or a phone that could be a person's)."""

    place: str
    start: int
    end: int
    text: str
    kind: FactKind
    blank: str = ""
    blank_type: str = "text"
    private: bool = False

    @property
    def blocks(self) -> bool:
        """Whether no decision lets it through: personal data has to leave the text by hand."""
        return self.kind is FactKind.PERSONAL

    @property
    def key(self) -> str:
        """The same for all occurrences of the same words of the same kind: one decision is enough for them."""
        return f"{self.kind.value}:{self.text}"


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to the facts of one `LocalFact.key`: a blank of this name takes their place, or they stay for a
    reason. Exactly one of `blank` and `reason` is filled."""

    blank: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if bool(self.blank.strip()) == bool(self.reason.strip()):
            raise ValueError("a decision is a blank or a reason")


@dataclass(frozen=True, slots=True)
class FoundBlank:
    """A blank that now stands in the texts; `example` is left to the author, the town's value never becomes one."""

    name: str
    type: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Delocalised:
    """The texts with blanks in place of facts, and the blanks by their first place."""

    texts: dict[str, str]
    blanks: tuple[FoundBlank, ...] = ()
    kept: dict[str, str] = field(default_factory=dict)  # reason by LocalFact.key


class Unresolved(ValueError):
    """Facts without a decision, or personal data: nothing was replaced; `facts` are those in the way."""

    def __init__(self, facts: tuple[LocalFact, ...]) -> None:
        super().__init__("、".join(dict.fromkeys(fact.text for fact in facts)))
        self.facts = facts
