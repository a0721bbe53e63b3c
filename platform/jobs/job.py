"""A job: its row is the truth, its message in the queue only rings the bell.

A worker claims the row by one conditional update and holds it by a lease. A worker that died loses the lease, and the
next one claims the row; the dead one's writes, should it live after all, change nothing any more.
"""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q

D = TypeVar("D", bound="DueJob")


class LostJob(Exception):
    """Somebody stopped the job or took it over: leave no trace."""


class Job(models.Model):
    """Base of jobs that have a field `state`, in which WAITS and WORKS are two of the values."""

    WAITS: ClassVar[str] = "queued"
    WORKS: ClassVar[str] = "working"
    OPEN: ClassVar[tuple[str, ...]] = (WAITS, WORKS)

    claimed_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @classmethod
    def dead(cls, *, now: datetime) -> Q:
        """Rows whose worker let the lease run out."""
        return Q(state=cls.WORKS, lease_until__lt=now)

    @classmethod
    def claim(cls, *, pk: int, now: datetime, lease: timedelta, only: Q | None = None, **values: Any) -> Self | None:
        """Take the row for `lease`; None when it is over or somebody else holds it. `attempts` counts the takers.

        `only`: what must hold besides for a row that waits; `values` are written with the claim.
        """
        free = Q(only or Q(), state=cls.WAITS) | cls.dead(now=now)
        held = {"state": cls.WORKS, "claimed_at": now, "lease_until": now + lease, "attempts": F("attempts") + 1}
        taken = cls._rows().filter(free, pk=pk).update(**held, **values)
        return cls._rows().get(pk=pk) if taken else None

    def write(self, **values: Any) -> bool:
        """Change the row, and this object, if this claim still holds it; whether it does."""
        held = self._rows().filter(Q(pk=self.pk, state=self.WORKS, claimed_at=self.claimed_at))
        changed = bool(held.update(**values))
        for name, value in values.items() if changed else ():
            setattr(self, name, value)
        return changed

    def keep(self, **values: Any) -> None:
        """The same for work that must not go on without its row. Raises LostJob."""
        if not self.write(**values):
            raise LostJob(self.pk)

    @classmethod
    def _rows(cls) -> models.Manager[Self]:
        return cls._default_manager


class DueJobQuerySet(models.QuerySet[D]):
    """Filters of work with a time."""

    def due(self, *, now: datetime) -> Self:
        """Rows whose time has come and that nobody works on, also those whose worker died."""
        return self.filter(self.model.dead(now=now) | Q(state=self.model.WAITS, due_at__lte=now))

    def unfinished(self) -> Self:
        """Rows that still need a worker."""
        return self.filter(state__in=self.model.OPEN)

    def failed(self) -> Self:
        """Rows that were given up."""
        return self.filter(state=DueJob.State.FAILED)


class DueJob(Job):
    """A job that waits for its time: a call that is tried again later."""

    WAITS: ClassVar[str] = "waiting"
    OPEN: ClassVar[tuple[str, ...]] = (WAITS, Job.WORKS)

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting"
        WORKING = "working"
        DONE = "done"
        FAILED = "failed"

    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField(help_text="waiting: the sweep rings for it after this moment")

    class Meta:
        abstract = True
