"""What a synonym group would change for a question: the results without it and with it, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from knowledge.models.synonym import SynonymGroup
from knowledge.retrieving.find_passages import search
from knowledge.retrieving.found import Asker, FoundPassage
from knowledge.retrieving.read_question import read_question
from knowledge.retrieving.synonyms import Applied, compiled, starter_groups

_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Moved:
    """A result with its place (from 1) before and after; None: not among the first ones."""

    found: FoundPassage
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`rows` in the order after the change; `applied` are the groups that the question then brings in."""

    rows: tuple[Moved, ...]
    applied: tuple[Applied, ...]

    @property
    def changed(self) -> bool:
        """Whether anything is elsewhere."""
        return any(row.before != row.after for row in self.rows)


def compare_synonyms(*, query: str, tried: Sequence[str], asker: Asker, today: date) -> Comparison:
    """Search with the town's synonyms and `tried` beside them; without `tried`, no synonyms against the town's own.

    Seven queries. Raises WordVectorsMissing.
    """
    rows = list(SynonymGroup.objects.order_by("id").values_list("words", "active"))
    own, off = [words for words, active in rows if active], [words for words, active in rows if not active]
    now = compiled(own=own, switched_off=off, mark="")
    before = now if tried else compiled(own=(), switched_off=starter_groups(), mark="")
    after = compiled(own=[*own, tried], switched_off=off, mark="") if tried else now
    first = read_question(text=query, synonyms=before)
    second = read_question(text=query, synonyms=after)
    found = [search(question=question, asker=asker, today=today, limit=_SHOWN) for question in (first, second)]
    places = [{each.loaded.passage_id: place for place, each in enumerate(one, start=1)} for one in found]
    passages = {each.loaded.passage_id: each.as_found() for one in found for each in one}
    ordered = [*places[1], *(each for each in places[0] if each not in places[1])]
    moved = tuple(Moved(passages[each], places[0].get(each), places[1].get(each)) for each in ordered)
    return Comparison(moved, tuple(replace(each) for each in second.synonyms))
