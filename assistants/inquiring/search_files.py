"""The best parts of an inquiry's own files for a question: few and small, so their words are simply compared."""

import math
from collections import Counter
from typing import Final

from django.urls import reverse

from assistants.models import InquiryFile, InquiryPassage
from knowledge.public import FoundPassage, content_words

MOST_PARTS: Final = 4
_WITHOUT_QUESTION_WORDS: Final = 3  # the beginning of a file for 「要約して」, which names nothing that stands in it
_SATURATION, _LENGTH_SHARE = 1.2, 0.75  # BM25's usual k1 and b


def best_of_files(*, inquiry_id: int, question: str) -> tuple[FoundPassage, ...]:
    """At most MOST_PARTS parts, best first (BM25 within the inquiry's files); when the question has none of their
    words, their beginning. `told` is the share of the question's words that a part holds. One query."""
    rows = list(
        InquiryPassage.objects.filter(file__inquiry_id=inquiry_id, file__state=InquiryFile.State.READY)
        .select_related("file")
        .order_by("file__attached_at", "file_id", "position")
    )
    if not rows:
        return ()
    bags = [Counter(word.term for word in content_words(text=f"{row.heading}\n{row.text}")) for row in rows]
    asked = {word.term for word in content_words(text=question)}
    scores = _scores(bags, asked)
    order = sorted(range(len(rows)), key=lambda at: (-scores[at], at))
    best = [at for at in order if scores[at] > 0][:MOST_PARTS] or list(range(min(_WITHOUT_QUESTION_WORDS, len(rows))))
    return tuple(_found(rows[at], scores[at], inquiry_id, asked, frozenset(bags[at])) for at in best)


def _scores(bags: list[Counter[str]], asked: set[str]) -> list[float]:
    usual = max(sum(sum(bag.values()) for bag in bags) / len(bags), 1.0)
    known = {word: sum(word in bag for bag in bags) for word in asked}
    weights = {word: math.log(1 + (len(bags) - n + 0.5) / (n + 0.5)) for word, n in known.items() if n}
    return [
        sum(
            weight * bag[word] * (_SATURATION + 1) / (bag[word] + _damping(bag, usual))
            for word, weight in weights.items()
        )
        for bag in bags
    ]


def _damping(bag: Counter[str], usual: float) -> float:
    return _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * sum(bag.values()) / usual)


def _found(row: InquiryPassage, score: float, inquiry_id: int, asked: set[str], words: frozenset[str]) -> FoundPassage:
    address = reverse("assistants:inquiry_file", args=[inquiry_id, row.file_id])
    return FoundPassage(
        passage_id=0,  # stands in no town's knowledge
        document_id=0,
        version_number=1,
        title=row.file.name,
        heading=row.heading,
        text=row.text,
        kind="attached",
        page=row.page,
        place=row.place,
        anchor="",
        section_id=None,
        section_name="",
        source_url=f"{address}#part-{row.position}",
        score=score,
        told=len(asked & words) / max(len(asked), 1),
        words=words,
    )
