"""Walks the chain of the entered schema and says where it is broken first."""

from dataclasses import dataclass
from enum import StrEnum

from audit_log.audit_actions import PURGED
from audit_log.models import Entry
from audit_log.seal import FIRST, seal_of

_AT_ONCE = 2000


class Fault(StrEnum):
    """What is wrong with the first broken entry."""

    CHANGED = "changed"  # its fields no longer give its hash
    UNCHAINED = "unchained"  # it does not follow the entry before it
    GAP = "gap"  # numbers are missing
    BEGINNING = "beginning"  # entries before it are gone and no purge accounts for them
    HEAD = "head"  # the hash somebody noted down earlier stands nowhere in the chain


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the walk found. `head`: hash of the last entry, worth noting down elsewhere: it proves that none was cut off
    the end. `broken_entry`: number of the first broken one, 0 when it is not about one entry."""

    entries: int
    first_entry: int
    last_entry: int
    head: str
    fault: Fault | None = None
    broken_entry: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing is broken."""
        return self.fault is None


def verify(*, noted_head: str = "") -> Verdict:
    """Check every entry. `noted_head`: a head that was noted down earlier must still be an entry's hash.

    Reads in pieces; entries that others append meanwhile may or may not be included.
    """
    walk = _Walk(noted_head)
    for entry in Entry.objects.order_by("id").iterator(chunk_size=_AT_ONCE):
        fault = walk.fault_of(entry)
        if fault:
            return walk.verdict(fault, entry.id)
        walk.go_on(entry)
    if walk.purge_wanted:
        return walk.verdict(Fault.BEGINNING, walk.first_id)
    if noted_head and not walk.noted_seen:
        return walk.verdict(Fault.HEAD, 0)
    return walk.verdict(None, 0)


class _Walk:
    """Where the walk stands."""

    def __init__(self, noted_head: str) -> None:
        self.count = self.first_id = self.last_id = 0
        self.head = FIRST
        self.noted_head = noted_head
        self.noted_seen = noted_head in {"", FIRST}
        self.purge_wanted: tuple[int, str] | None = None

    def fault_of(self, entry: Entry) -> Fault | None:
        if self.count and entry.id != self.last_id + 1:
            return Fault.GAP
        if seal_of(entry=entry) != entry.hash:
            return Fault.CHANGED
        if entry.previous_hash != (self.head if self.count or entry.id == 1 else entry.previous_hash):
            return Fault.UNCHAINED
        return None

    def go_on(self, entry: Entry) -> None:
        if not self.count:
            self.first_id = entry.id
            self.purge_wanted = None if entry.id == 1 else (entry.id - 1, entry.previous_hash)
        if entry.action == PURGED.code and self.purge_wanted == _purged(entry):
            self.purge_wanted = None
        self.noted_seen = self.noted_seen or self.noted_head in {entry.hash, entry.previous_hash}
        self.count, self.last_id, self.head = self.count + 1, entry.id, entry.hash

    def verdict(self, fault: Fault | None, broken: int) -> Verdict:
        return Verdict(self.count, self.first_id, self.last_id, self.head, fault, broken)


def _purged(entry: Entry) -> tuple[object, object]:
    return entry.detail.get("through_id"), entry.detail.get("through_hash")
