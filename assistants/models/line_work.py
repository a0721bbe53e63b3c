"""Work for LINE that is neither lost nor done twice: claimed by conditional update, swept when its worker died."""

from datetime import datetime, timedelta
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import F, Q

W = TypeVar("W", bound="LineWork")
UNHEARD = timedelta(minutes=2)  # after this the bell of a waiting row is taken for lost


class LineWorkQuerySet(models.QuerySet[W]):
    """Filters of work."""

    def unfinished(self) -> Self:
        """Rows that still need a worker."""
        return self.filter(state__in=[LineWork.State.WAITING, LineWork.State.WORKING])

    def lost(self, *, now: datetime) -> Self:
        """Rows that are due and that nobody works on."""
        stale = Q(state=LineWork.State.WORKING, lease_until__lt=now)
        return self.filter(stale | Q(state=LineWork.State.WAITING, due_at__lt=now))


class LineWork(models.Model):
    """A row is the truth, its message in the queue only rings the bell."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting"
        WORKING = "working"
        DONE = "done"
        FAILED = "failed"

    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(help_text="waiting: the sweep rings for it after this moment")
    claimed_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

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
        return bool(held.update(**values))

    @classmethod
    def _rows(cls) -> models.Manager[Self]:
        return cls._default_manager
