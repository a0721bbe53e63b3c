"""Which published guide a question is about: by its trigger words alone, so that the same words always lead there."""

from dataclasses import dataclass
from enum import IntEnum

from assistants.models import Guide
from assistants.typed import cleaned

_SHORTEST = 2


class Fit(IntEnum):
    """How sure it is."""

    NONE = 0
    MAYBE = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class Offered:
    """A guide that fits."""

    guide_id: int
    version_id: int
    title: str
    fit: Fit


def offer_for(*, question: str) -> Offered | None:
    """The guide whose trigger the question is (SURE) or contains (MAYBE; the longest wins). One query."""
    asked = _folded(question)
    best: tuple[Fit, int, Offered] | None = None
    rows = Guide.objects.exclude(published=None).values_list(
        "pk", "published_id", "title", "published__content__triggers"
    )
    for guide_id, version_id, title, triggers in rows:
        for word in map(_folded, [title, *(triggers or [])]):
            fit = Fit.SURE if word == asked else Fit.MAYBE if len(word) >= _SHORTEST and word in asked else Fit.NONE
            if fit and version_id and (best is None or (fit, len(word)) > best[:2]):
                best = (fit, len(word), Offered(guide_id, version_id, title, fit))
    return best[2] if best else None


def _folded(text: str) -> str:
    return "".join(letter for letter in cleaned(text=text).lower() if letter.isalnum())
