"""Work that is neither lost nor done twice: a row is the truth, its message in the queue only rings the bell."""

from datetime import datetime, timedelta
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import F, Q

W = TypeVar("W", bound="ClaimedWork")


class ClaimedWorkQuerySet(models.QuerySet[W]):
    """Filters of work."""

    def due(self, *, now: datetime) -> Self:
        """Rows whose time has come and that nobody works on, also those whose worker died."""
        stale = Q(state=ClaimedWork.State.WORKING, lease_until__lt=now)
        return self.filter(stale | Q(state=ClaimedWork.State.WAITING, due_at__lte=now))

    def failed(self) -> Self:
        """Rows that were given up and wait for a person."""
        return self.filter(state=ClaimedWork.State.FAILED)


class ClaimedWork(models.Model):
    """Claimed by a conditional update with a lease; `failure`: the code of what went wrong last."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting"
        WORKING = "working"
        DONE = "done"
        FAILED = "failed"

    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(help_text="waiting: the round takes it up after this moment")
    claimed_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=20, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def claim(cls, *, pk: int, now: datetime, lease: timedelta) -> Self | None:
        """Take the row for `lease`; None when it is over or somebody else holds it. One conditional update."""
        free = Q(state=cls.State.WAITING) | Q(state=cls.State.WORKING, lease_until__lt=now)
        taken = (
            cls._rows()
            .filter(free, pk=pk)
            .update(state=cls.State.WORKING, claimed_at=now, lease_until=now + lease, attempts=F("attempts") + 1)
        )
        return cls._rows().get(pk=pk) if taken else None

    def write(self, **values: Any) -> bool:
        """Change the row if this claim still holds it; False when somebody else took it meanwhile."""
        held = self._rows().filter(pk=self.pk, state=self.State.WORKING, claimed_at=self.claimed_at)
        changed = bool(held.update(**values))
        if changed:
            for name, value in values.items():
                setattr(self, name, value)
        return changed

    @classmethod
    def _rows(cls) -> models.Manager[Self]:
        return cls._default_manager
