"""The facets of the library: how many things there are of each kind, beside the other filters."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from operator import attrgetter
from typing import Any, Final

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assistants.public import PROMPT_TASKS
from templates.adopting.search_items import Hit
from templates.models import Kind
from templates.population import PopulationClass

ENOUGH_TOWNS: Final = 5  # below, nothing is said of use
GOOD: Final = 80  # percent
PROOFS: Final = {"used": _("5町以上で使用中"), "good": _("成功率80%以上")}
FACETS: Final = {
    "kind": _("種類"),
    "task": _("業務"),
    "population_class": _("作った町の人口"),
    "prefecture": _("都道府県"),
    "proof": _("実績"),
}
COLUMNS: Final = ("kind", "task", "population_class", "prefecture")
# Alike things are counted together first, from the index alone; their few groups are then summed for each facet.
_COUNTED: Final = """
    WITH alike AS MATERIALIZED (
        SELECT kind, task, population_class, prefecture, towns_in_use, success_rate, count(*) AS items
        FROM template_library_shareditem
        WHERE consortium_id = %s AND withdrawn_at IS NULL AND latest_id IS NOT NULL
        GROUP BY kind, task, population_class, prefecture, towns_in_use, success_rate
    )
    SELECT kind, task, population_class, prefecture, GROUPING(kind, task, population_class, prefecture) AS of,
           {counts}
    FROM alike
    GROUP BY GROUPING SETS ((kind), (task), (population_class), (prefecture), ())
"""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for; empty: anything."""

    words: str = ""
    kind: str = ""
    task: str = ""
    population_class: str = ""
    prefecture: str = ""
    proof: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for."""
        return any(asdict(self).values())


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet, and how many things have it beside the other filters."""

    value: str
    label: str
    count: int


def read_filters(*, said: Mapping[str, Any]) -> Filters:
    """The filters of an address; values that are none are left out."""
    words = str(said.get("q", "")).strip()[:100]
    told = {name: str(said.get(name, ""))[:20] for name in _LABELS}
    free = {"prefecture"} if told["prefecture"].isprintable() else set()
    return Filters(words, **{name: one for name, one in told.items() if one in _LABELS[name] or name in free})


def passing(hits: Sequence[Hit], filters: Filters, but: str = "") -> Sequence[Hit]:
    """Those that pass the filters, one of them left aside. Without a filter that is no work: a search has many hits."""
    wanted = [(name, value) for name in COLUMNS if name != but and (value := getattr(filters, name))]
    if wanted:
        hits = [hit for hit in hits if all(getattr(hit, name) == value for name, value in wanted)]
    if filters.proof and but != "proof":
        hits = [hit for hit in hits if filters.proof in _proofs(hit)]
    return hits


def _proofs(hit: Hit) -> list[str]:
    found = ["used"] if (hit.towns_in_use or 0) >= ENOUGH_TOWNS else []
    return [*found, "good"] if (hit.success_rate or 0) >= GOOD else found


def facets_of(hits: Sequence[Hit], filters: Filters) -> dict[str, tuple[Option, ...]]:
    counts = {name: Counter(map(attrgetter(name), passing(hits, filters, but=name))) for name in COLUMNS}
    counts["proof"] = Counter(proof for hit in passing(hits, filters, but="proof") for proof in _proofs(hit))
    return {name: _options(name, counts[name]) for name in _LABELS}


def facets_of_all(filters: Filters, consortium: int) -> dict[str, tuple[Option, ...]]:
    """The same over everything, in one look: for each facet the rows that pass the other filters."""
    conditions = {name: getattr(filters, name) for name in COLUMNS if getattr(filters, name)}
    proof = {"used": f"towns_in_use >= {ENOUGH_TOWNS}", "good": f"success_rate >= {GOOD}"}
    own = [proof[filters.proof]] if filters.proof else []
    parts, values = [], list[Any]()
    for name in COLUMNS:
        others = [f"{other} = %s" for other in conditions if other != name]
        values += [value for other, value in conditions.items() if other != name]
        parts.append(_sum_where([*others, *own]))
    plain = [f"{other} = %s" for other in conditions]
    for condition in proof.values():
        values += conditions.values()
        parts.append(_sum_where([*plain, condition]))
    counts: dict[str, Counter[str]] = {name: Counter() for name in _LABELS}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED.format(counts=", ".join(parts)), [consortium, *values])
        for row in cursor.fetchall():
            keys, of, told = row[:4], row[4], row[5:]
            if of == _NO_COLUMN:
                counts["proof"].update(dict(zip(PROOFS, told[4:], strict=True)))
            else:
                counts[COLUMNS[_OF[of]]][keys[_OF[of]]] = told[_OF[of]]
    return {name: _options(name, counter) for name, counter in counts.items()}


def _sum_where(conditions: Sequence[str]) -> str:
    return f"coalesce(sum(items) FILTER (WHERE {' AND '.join(conditions) or 'true'}), 0)::int"


def _options(name: str, counter: Counter[str]) -> tuple[Option, ...]:
    labels = _LABELS[name] or dict.fromkeys(sorted(counter))
    return tuple(
        Option(value, str(label or value), counter[value])
        for value, label in labels.items()
        if value and counter[value]
    )


_OF: Final = {7: 0, 11: 1, 13: 2, 14: 3}  # GROUPING() has a bit for each column that is not grouped by
_NO_COLUMN: Final = 15
_LABELS: Final[Mapping[str, Mapping[str, str | Promise]]] = {
    "kind": dict(Kind.choices),
    "task": PROMPT_TASKS,
    "population_class": dict(PopulationClass.choices),
    "prefecture": {},
    "proof": PROOFS,
}
