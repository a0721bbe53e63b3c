"""The words under which a passage is found: those of its title and those of its body."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.models.corpus import LONGEST_TERM
from knowledge.retrieving.tokenise import terms


@dataclass(frozen=True, slots=True)
class PassageTexts:
    """What is indexed of one passage. `heading` one step a line; `variants` other wordings of a FAQ's question."""

    passage_id: int
    heading: str
    place: str
    text: str
    digest: str
    variants: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Title field: the question of a FAQ, else the document's title, heading path and place."""
        title = " ".join(self.heading.split("\n"))
        return title if not self.place or self.place in title else f"{title} {self.place}"

    @property
    def body(self) -> str:
        """Body field."""
        return "\n".join([self.text, *self.variants])


@dataclass(frozen=True, slots=True)
class PassageWords:
    """Words in order, repeated as often as they occur."""

    passage_id: int
    title: Sequence[str]
    body: Sequence[str]

    @property
    def distinct(self) -> set[str]:
        """Every word once."""
        return {*self.title, *self.body}


def words_of(*, texts: PassageTexts) -> PassageWords:
    """Cut the texts of one passage into words; words longer than the vocabulary takes are left out."""
    return PassageWords(texts.passage_id, _kept(texts.title), _kept(texts.body))


def _kept(text: str) -> list[str]:
    return [term for term in terms(text=text) if len(term) <= LONGEST_TERM and "\x00" not in term]
