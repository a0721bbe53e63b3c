"""How far a batch is: counts, share, remaining time, and what went wrong with what to do about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.ingesting.failures import Explanation, explain
from knowledge.ingesting.preview_sheet import WAITS_FOR_COLUMNS
from knowledge.ingesting.receive import WAITS_FOR_APPROVAL
from knowledge.models import Ingestion, IngestionBatch

_S = Ingestion.State
_OPEN = (_S.QUEUED, _S.WORKING)
_LEAST_ENDED = 2
_STANDSTILL = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One file of the batch. `told` explains what is refused, failed or held."""

    job: Ingestion
    told: Explanation | None
    waits_for: str


@dataclass(frozen=True, slots=True)
class Board:
    """The whole batch."""

    batch: IngestionBatch
    rows: tuple[BoardRow, ...]
    total: int
    over: int
    failed: int
    left: timedelta | None

    @property
    def problems(self) -> tuple[BoardRow, ...]:
        """Files about which a person has something to read or to do."""
        stuck = (_S.HELD, _S.REFUSED, _S.FAILED)
        return tuple(row for row in self.rows if row.job.state in stuck)

    @property
    def open(self) -> bool:
        """Whether something is still to be done by workers."""
        return self.over < self.total

    @property
    def working(self) -> bool:
        """Whether a worker has one of the files right now; else they wait for their turn."""
        return any(row.job.state == _S.WORKING for row in self.rows)

    @property
    def minutes_left(self) -> int | None:
        """Rounded up; None while nothing is known."""
        return None if self.left is None else max(1, -(-int(self.left.total_seconds()) // 60))


def board_of(*, batch: IngestionBatch, now: datetime) -> Board:
    """One query."""
    jobs = list(batch.ingestions.select_related("version__document").order_by("pk"))
    over = sum(job.state not in _OPEN for job in jobs)
    failed = sum(job.state == _S.FAILED for job in jobs)
    return Board(batch, tuple(_row(job) for job in jobs), len(jobs), over, failed, _left(batch, jobs, now))


def _row(job: Ingestion) -> BoardRow:
    if job.state == _S.HELD and job.reason in (WAITS_FOR_APPROVAL, WAITS_FOR_COLUMNS):
        return BoardRow(job, None, job.reason)
    return BoardRow(job, explain(code=job.reason) if job.reason else None, "")


def _left(batch: IngestionBatch, jobs: list[Ingestion], now: datetime) -> timedelta | None:
    """The open files at the pace so far, which counts how many are read at once and how long others have their turn.

    None before two are finished, while paused, and while nothing has moved for so long that a pace says nothing.
    """
    begun = [job.claimed_at for job in jobs if job.claimed_at]
    ended = [job.finished_at for job in jobs if job.finished_at and job.claimed_at]
    open_count = sum(job.state in _OPEN for job in jobs)
    if not open_count or batch.paused_at or len(ended) < _LEAST_ENDED or now - max(ended) > _STANDSTILL:
        return None
    return (max(ended) - min(begun)) / len(ended) * open_count
