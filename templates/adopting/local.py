"""The words in which a town's own copy of a shared thing is spoken of, whatever its kind."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from audit_log.public import Actor
from templates.adopting.fill import Values
from tenants.public import Access


class LocalChanged(RuntimeError):
    """Somebody wrote the local copy meanwhile: nothing was written."""


class NotSound(ValueError):
    """The body cannot be used as it is; `faults` are sentences."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Work:
    """Who writes what into the entered town. `access` None: the product itself, at night."""

    item_id: UUID
    values: Values
    message: str
    by: Actor
    now: datetime
    access: Access | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One body to install."""

    body: Mapping[str, Any]
    work: Work


@dataclass(frozen=True, slots=True)
class Copy:
    """The town's copy as it is. `last` numbers its versions where it has any; `entries`: keys of the parts that became
    something residents read; `url` opens it; `ids`: of its rows, where they are many."""

    body: Mapping[str, Any]
    url: str
    last: int = 0
    entries: frozenset[str] = frozenset()
    ids: frozenset[int] = frozenset()

    @property
    def token(self) -> str:
        """Another one as soon as anybody changes the copy."""
        told = json.dumps([self.last, sorted(self.entries), self.body], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


class LocalKind(Protocol):
    """What can be done with copies of one kind."""

    def install(self, *, jobs: Sequence[Job]) -> list[tuple[int, ...]]:
        """Make the copies, of one person at one moment; their ids, job by job. Few queries for any number of jobs.

        Raises NotSound.
        """

    def read(self, *, item_id: UUID, ids: Sequence[int]) -> Copy | None:
        """The copy, None when it is gone or was taken out of use."""

    def as_here(self, *, body: Mapping[str, Any], values: Values, copy: Copy) -> dict[str, Any]:
        """A shared body as it would stand in this copy: in the same spelling, blanks as the copy has them. One query
        at most."""

    def rewrite(self, *, ids: Sequence[int], copy: Copy, body: Mapping[str, Any], work: Work) -> tuple[int, ...]:
        """Write the copy anew; its ids. Raises NotSound, LocalChanged."""

    def take_away(self, *, ids: Sequence[int], work: Work) -> None:
        """Out of use; what people made of it stays."""
