"""The calculation sheet (計算書) of an allocation: computed while it is a draft, as frozen once it is decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from billing.allocating.divide import Division, divide
from billing.allocating.formula import BASE_LABELS, Base, Formula
from billing.models import Allocation, AllocationMember


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One part of the formula with the yen that it divides; `weight` and `exponent` as written."""

    base: str
    label: str
    weight: str
    exponent: str
    total: int

    @property
    def degressive(self) -> bool:
        """Whether the part is not in plain proportion."""
        return self.exponent != "1"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One member: the figures and yen of each part, in the order of the parts. `figures`: "" for 均等割."""

    town_id: int
    code: str
    name: str
    is_host: bool
    figures: tuple[str, ...]
    parts: tuple[int, ...]
    flat: int
    host: int
    adjusted: int
    total: int
    last_year: int | None

    @property
    def change(self) -> int | None:
        """Yen more than last year (less: negative); None without last year."""
        return None if self.last_year is None else self.total - self.last_year


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet. `digest`: SHA-256 of the frozen sheet, "" before the decision."""

    fiscal_year: int
    title: str
    total: int
    revenue: int
    revenue_note: str
    base_note: str
    net: int
    host_percent: str
    minimum: int | None
    cap: int | None
    parts: tuple[SheetPart, ...]
    rows: tuple[SheetRow, ...]
    digest: str

    @property
    def has_flat(self) -> bool:
        """Whether each member pays a fixed amount first."""
        return any(row.flat for row in self.rows)

    @property
    def has_host(self) -> bool:
        """Whether the host pays a share alone."""
        return any(row.host for row in self.rows)

    @property
    def has_bounds(self) -> bool:
        """Whether a minimum or a cap moved anything."""
        return any(row.adjusted for row in self.rows)

    @property
    def has_last_year(self) -> bool:
        """Whether there is a year before to compare with."""
        return any(row.last_year is not None for row in self.rows)


def sheet_of(*, allocation: Allocation) -> Sheet:
    """The sheet; of a draft two queries at most, of a decided one none. Raises AllocationRefused for a draft that
    cannot be divided yet."""
    if allocation.result is not None:
        return _read(allocation.result, allocation.result_hash)
    return _read(compute(allocation=allocation), "")


def compute(*, allocation: Allocation) -> dict[str, Any]:
    """The sheet as it would be frozen now: numbers and texts that JSON keeps exactly. Raises AllocationRefused."""
    members = list(allocation.members.all())
    formula = allocation.formula
    done = divide(
        total=allocation.total_yen,
        revenue=allocation.revenue_yen,
        formula=formula,
        members=[member.as_member() for member in members],
    )
    return {
        "fiscal_year": allocation.fiscal_year,
        "title": allocation.title,
        "total": done.total,
        "revenue": done.revenue,
        "revenue_note": allocation.revenue_note,
        "base_note": allocation.base_note,
        "net": done.net,
        "host_percent": _plain(formula.host_percent),
        "minimum": formula.minimum_yen,
        "cap": formula.cap_yen,
        "parts": _parts_of(formula, done),
        "rows": _rows_of(formula, members, done),
    }


def _parts_of(formula: Formula, done: Division) -> list[dict[str, Any]]:
    return [
        {"base": part.base.value, "weight": _plain(part.weight), "exponent": _plain(part.exponent), "total": amount}
        for part, amount in zip(formula.parts, done.part_totals, strict=True)
    ]


def _rows_of(formula: Formula, members: Sequence[AllocationMember], done: Division) -> list[dict[str, Any]]:
    return [
        {
            "town_id": member.town_id,
            "code": row.code,
            "name": row.name,
            "is_host": member.is_host,
            "figures": [_plain(member.as_member().bases.get(part.base)) for part in formula.parts],
            "parts": list(row.parts),
            "flat": row.flat,
            "host": row.host,
            "adjusted": row.adjusted,
            "total": row.total,
            "last_year": member.last_year_yen,
        }
        for member, row in zip(members, done.rows, strict=True)
    ]


def _plain(number: Any) -> str:
    """12.50 → "12.5", 1E+1 → "10", None → "" """
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _read(result: Mapping[str, Any], digest: str) -> Sheet:
    parts = tuple(SheetPart(label=str(BASE_LABELS[Base(part["base"])]), **part) for part in result["parts"])
    rows = tuple(
        SheetRow(**{**row, "figures": tuple(row["figures"]), "parts": tuple(row["parts"])}) for row in result["rows"]
    )
    plain = {name: value for name, value in result.items() if name not in ("parts", "rows")}
    return Sheet(parts=parts, rows=rows, digest=digest, **plain)
