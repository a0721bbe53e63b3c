"""Which invoices a transfer probably pays, and why: by number, by the payer's name, by amount. No database."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from billing.reconciling.letters import name_key, plain_width
from billing.reconciling.transfer import Transfer

_ENDINGS: Final = ("チヨウ", "マチ", "ムラ", "ソン", "シ", "ク")
_SHORTEST_STEM: Final = 3
_MOST_TOGETHER: Final = 12  # invoices that are tried in all combinations
_DASHES: Final = re.compile(r"[‐-―−－ー-]")


class Why(StrEnum):
    """What speaks for it."""

    NUMBER = "number"
    NAME = "name"
    AMOUNT = "amount"


WHY_LABELS: Final[Mapping[Why, str | Promise]] = {
    Why.NUMBER: _("書類の番号"),
    Why.NAME: _("振込人の名前"),
    Why.AMOUNT: _("金額"),
}


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """An invoice that waits for money. `rest`: yen to come; `kana`: of the town. In order: what is due first."""

    id: int
    number: str
    kana: str
    rest: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a transfer would pay: invoice and yen. `left`: yen that would be over. Nothing is sure before somebody
    has looked at it."""

    parts: tuple[tuple[int, int], ...] = ()
    why: tuple[Why, ...] = ()
    left: int = 0


def suggest_all(*, transfers: Sequence[Transfer], invoices: Sequence[OpenInvoice]) -> list[Suggestion]:
    """One for each transfer, in order; an invoice is not offered for more than its rest. The clearer ones choose first.

    `transfers`: with the yen that are not yet used.
    """
    rests = {one.id: one for one in invoices}
    found: dict[int, Suggestion] = {}
    for least in (3, 2, 1):
        for place, transfer in enumerate(transfers):
            if place not in found:
                made = _suggest(transfer, [one for one in rests.values() if one.rest > 0])
                if len(made.why) >= least:
                    found[place] = made
                    for number, yen in made.parts:
                        rests[number] = replace(rests[number], rest=rests[number].rest - yen)
    nothing = [Suggestion(left=transfer.yen) for transfer in transfers]
    return [found.get(place, nothing[place]) for place in range(len(transfers))]


def _suggest(transfer: Transfer, invoices: Sequence[OpenInvoice]) -> Suggestion:
    told, payer = _told(transfer), name_key(name=transfer.payer)
    numbered = [one for one in invoices if _digits(one.number) in told]
    named = [one for one in invoices if is_named(payer=payer, town=name_key(name=one.kana))]
    if numbered:
        why = [Why.NUMBER, *([Why.NAME] if set(named) & set(numbered) else [])]
        return _pay(transfer.yen, numbered, why)
    if named:
        return _pay(transfer.yen, named, [Why.NAME])
    alike = [one for one in invoices if one.rest == transfer.yen]
    return _pay(transfer.yen, alike, []) if len(alike) == 1 else Suggestion(left=transfer.yen)


def is_named(*, payer: str, town: str) -> bool:
    """Whether a payer's name (both as keys) means the town; 町 is read チョウ or マチ, so its stem counts as well."""
    if not town:
        return False
    stem = next((town.removesuffix(end) for end in _ENDINGS if town.endswith(end)), town)
    if town in payer:
        return True
    return len(stem) >= _SHORTEST_STEM and any(stem + end in payer for end in _ENDINGS)


def _pay(yen: int, invoices: Sequence[OpenInvoice], why: list[Why]) -> Suggestion:
    """The invoice, or the fewest together, whose rests are just the amount; else those due first, as far as it goes."""
    exact = _exactly(yen, invoices)
    parts, left = [], yen
    for one in exact or invoices:
        part = min(left, one.rest)
        if part > 0:
            parts.append((one.id, part))
            left -= part
    if exact:
        why = [*why, Why.AMOUNT]
    return Suggestion(tuple(parts), tuple(why), left)


def _exactly(yen: int, invoices: Sequence[OpenInvoice]) -> Sequence[OpenInvoice]:
    looked_at = invoices[:_MOST_TOGETHER]
    for size in range(1, len(looked_at) + 1):
        for some in combinations(looked_at, size):
            if sum(one.rest for one in some) == yen:
                return some
    return [one for one in invoices if one.rest == yen][:1]


def _told(transfer: Transfer) -> str:
    """All digits with their dashes of what payer and bank wrote."""
    text = _DASHES.sub("-", plain_width(text=f"{transfer.payer} {transfer.note}"))
    return " ".join(re.findall(r"\d{4}-?\d{4,}", text)).replace("-", "")


def _digits(number: str) -> str:
    return "".join(c for c in plain_width(text=number) if c.isdigit())
