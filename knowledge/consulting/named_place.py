"""A place that somebody names in words (「手数料条例 第3条第2項」, 「別表」): that very place is looked up."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q
from django.db.models.functions import Length

from knowledge.models import Passage
from knowledge.retrieving.conditions import findable_by
from knowledge.retrieving.found import Asker, FoundPassage, SearchFilters
from knowledge.retrieving.load_found import load_passages
from knowledge.retrieving.told import Told

MOST: Final = 10  # passages of the named place, and documents whose titles fit
_ARTICLE: Final = re.compile(r"第?([0-9０-９]{1,4})条(?:の([0-9０-９]{1,3}))?(?:第?([0-9０-９]{1,3})項)?")
_ANNEX: Final = re.compile(r"別表(?:第([0-9０-９]{1,3}))?")
_ENDS: Final = r"(?![0-9の])"


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """`rest` are the words without the place; `whole` matches the named place, `article` the article that holds it."""

    rest: str
    article: str
    whole: str

    def nearness(self, place: str) -> int:
        """2: the named place, or the whole article that holds it; 1: another part of that article; 0: elsewhere."""
        if place == self.article or re.match(re.escape(self.whole) + _ENDS, place):
            return 2
        return int(bool(re.match(re.escape(self.article) + _ENDS, place)))


def named_place(*, words: str) -> NamedPlace | None:
    """The first place that is named; None without one."""
    if found := _ARTICLE.search(words):
        branch = f"の{int(found[2])}" if found[2] else ""
        article = f"第{int(found[1])}条{branch}"
        whole = f"{article}第{int(found[3])}項" if found[3] else article
    elif found := _ANNEX.search(words):
        article = whole = f"別表第{int(found[1])}" if found[1] else "別表"
    else:
        return None
    rest = " ".join((words[: found.start()] + " " + words[found.end() :]).split())
    return NamedPlace(rest, article, whole)


def passages_of_place(
    *, place: NamedPlace, asker: Asker, today: date, filters: SearchFilters
) -> tuple[FoundPassage, ...]:
    """Passages that stand at the place in documents whose titles have all the other words; of chosen documents, or of
    titles that fit, the shortest title first. Three queries; none of them is scored, so each scores 1."""
    named = Q()
    for word in place.rest.split()[:8]:
        named &= Q(document__title__icontains=word)
    if not place.rest and not filters.document_ids:
        return ()
    rows = Passage.objects.filter(findable_by(asker=asker, today=today, filters=filters), named, faq_entry=None)
    rows = rows.filter(place__startswith=place.article).order_by(Length("document__title"), "document", "position")
    near = [(pk, place.nearness(at)) for pk, at in rows.values_list("pk", "place")[: MOST * 5]]
    ids = [pk for pk, nearness in sorted(near, key=lambda each: -each[1]) if nearness][:MOST]
    loaded = load_passages(passage_ids=ids, asker=asker, today=today, filters=filters)
    return tuple(
        loaded[pk].as_found(score=1.0, keyword_score=None, vector_score=None, title_score=1.0, told=Told(1.0))
        for pk in ids
        if pk in loaded
    )
