"""The only words in which a gap is told: nouns of the product's own public FAQ patterns, the same in every town."""

from collections import Counter
from collections.abc import Collection
from functools import cache
from typing import Final

from assistants.public import starter_questions
from knowledge.public import content_words

JOINED: Final = "・"
_FEWEST_LETTERS: Final = 2
_MOST_WORDS: Final = 2
_TOO_COMMON: Final = 0.08  # of the public questions: says nothing of what is asked


@cache
def vocabulary() -> dict[str, int]:
    """By word in how many public questions it stands. Names of places and people are none of them."""
    questions = starter_questions()
    counts: Counter[str] = Counter()
    for text in questions:
        counts.update({one.term for one in content_words(text=text) if _tells(one.term, one.part)})
    most = _TOO_COMMON * len(questions)
    return {word: count for word, count in counts.items() if count <= most}


def signatures(*, words: Collection[str]) -> tuple[str, ...]:
    """What is told of a gap: its two rarest public words together and each alone; nothing when it has none."""
    known = vocabulary()
    telling = sorted((word for word in words if word in known), key=lambda word: (known[word], word))[:_MOST_WORDS]
    pair = (JOINED.join(sorted(telling)),) if len(telling) > 1 else ()
    return (*pair, *telling)


def _tells(word: str, part: str) -> bool:
    return part == "名詞" and len(word) >= _FEWEST_LETTERS and not any(letter.isdigit() for letter in word)
