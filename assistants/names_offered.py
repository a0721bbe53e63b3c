"""Names of people are offered for hiding before a text goes to a model; what a person decided is not asked again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from pii_masking.public import names_in

SEEN: Final = "name_seen"  # fields of the form: every name that was shown, those of them to hide
HIDE: Final = "name_hide"
_LONGEST: Final = 40
_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Offer:
    """One name; `ticked`: hidden unless the person says otherwise."""

    words: str
    ticked: bool


class NamesToDecide(Exception):
    """Names stand in what would be sent, and nobody has said yet whether to hide them."""

    def __init__(self, offers: tuple[Offer, ...]) -> None:
        super().__init__(str(len(offers)))
        self.offers = offers


def decided_in(*, data: QueryDict) -> dict[str, bool]:
    """By name what a posted form says: True to hide it."""
    hide = set(data.getlist(HIDE))
    return {name: name in hide for name in data.getlist(SEEN)[:_MOST] if 1 < len(name) <= _LONGEST}


def hidden_of(*, decided: Mapping[str, bool]) -> tuple[str, ...]:
    """The names to hide."""
    return tuple(name for name, hide in decided.items() if hide)


def check_names(*, texts: Iterable[str], decided: Mapping[str, bool]) -> None:
    """Raises NamesToDecide when the texts hold names that are neither decided nor hidden without being asked."""
    known = {_bare(name) for name in decided}
    offers: dict[str, Offer] = {}
    for one in names_in(text="\n".join(texts)):
        if not one.masked and _bare(one.words) not in known:
            offers.setdefault(_bare(one.words), Offer(one.words, one.likely))
    if offers:
        raise NamesToDecide(tuple(offers.values()))


def settled_names(*, texts: Iterable[str], decided: Mapping[str, bool] | None) -> Mapping[str, bool]:
    """What was decided; None where nobody can be asked: then likely names are hidden. Raises NamesToDecide."""
    try:
        check_names(texts=texts, decided=decided or {})
    except NamesToDecide as names:
        if decided is not None:
            raise
        return {one.words: one.ticked for one in names.offers}
    return decided or {}


def _bare(name: str) -> str:
    return name.replace(" ", "")
