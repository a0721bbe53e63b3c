"""What the page of synonyms shows: the town's own groups, the starter list, and a try."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.models.synonym import SynonymGroup
from knowledge.retrieving.synonyms import starter_groups


@dataclass(frozen=True, slots=True)
class StarterGroup:
    """A line of the starter list; `number` is its place, by which it is switched."""

    number: int
    words: Sequence[str]
    used: bool


def own_groups(*, words: str) -> list[SynonymGroup]:
    """The town's own, newest first; with `words`, those that hold them."""
    rows = SynonymGroup.objects.filter(active=True).select_related("changed_by")
    return [row for row in rows if words in "、".join(row.words)]


def starter_list(*, words: str) -> list[StarterGroup]:
    """The starter list with what the town switched off; with `words`, the groups that hold them. One query."""
    off = {tuple(each) for each in SynonymGroup.objects.filter(active=False).values_list("words", flat=True)}
    groups = enumerate(starter_groups())
    return [StarterGroup(n, group, group not in off) for n, group in groups if words in "、".join(group)]
