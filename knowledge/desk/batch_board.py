"""How far a batch is: counts, share, remaining time, and what went wrong with what to do about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q

from knowledge.ingesting.failures import Explanation, explain
from knowledge.ingesting.parsed import WarningCode
from knowledge.ingesting.preview_sheet import WAITS_FOR_COLUMNS
from knowledge.ingesting.receive import WAITS_FOR_APPROVAL
from knowledge.models import Ingestion, IngestionBatch
from web.public import Cut, Pages, cut

_S = Ingestion.State
_OPEN = (_S.QUEUED, _S.WORKING)
_STUCK = (_S.HELD, _S.REFUSED, _S.FAILED)
_PAGE = 50
MOST_PROBLEMS = 20
_LEAST_ENDED = 2
_STANDSTILL = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One file of the batch. `told` explains what is refused, failed or held."""

    job: Ingestion
    told: Explanation | None
    waits_for: str

    @property
    def is_garbage(self) -> bool:
        """Whether it looks like a garbage table, which has a page of its own."""
        warnings = self.job.version.warnings if self.job.version and self.job.state == _S.DONE else ()
        return any(each["code"] == WarningCode.GARBAGE_TABLE for each in warnings)


@dataclass(frozen=True, slots=True)
class Board:
    """The whole batch in figures, one page of its files (`stuck_only`: of those that a person has to look at), and the
    first of those with what to do about them."""

    batch: IngestionBatch
    rows: tuple[BoardRow, ...]
    pages: Pages
    problems: tuple[BoardRow, ...]
    problem_count: int
    stuck_only: bool
    total: int
    over: int
    failed: int
    working: bool
    left: timedelta | None

    @property
    def open(self) -> bool:
        """Whether something is still to be done by workers."""
        return self.over < self.total

    @property
    def further_problems(self) -> int:
        """How many more there are than are told in full."""
        return self.problem_count - len(self.problems)

    @property
    def minutes_left(self) -> int | None:
        """Rounded up; None while nothing is known."""
        return None if self.left is None else max(1, -(-int(self.left.total_seconds()) // 60))


def board_of(*, batch: IngestionBatch, now: datetime, number: str = "", stuck_only: bool = False) -> Board:
    """One page of the batch (`number` as the address carries it); four queries, however many files there are."""
    jobs = batch.ingestions.select_related("version__document").order_by("pk")
    counted = _Counts(**batch.ingestions.aggregate(**_COUNTED))
    stuck = jobs.filter(state__in=_STUCK)
    page: Cut[Ingestion] = cut(items=stuck if stuck_only else jobs, number=number, size=_PAGE)
    return Board(
        batch=batch,
        rows=tuple(_row(job) for job in page.items),
        pages=page.pages,
        problems=tuple(_row(job) for job in stuck[:MOST_PROBLEMS]) if counted.stuck else (),
        problem_count=counted.stuck,
        stuck_only=stuck_only,
        total=counted.total,
        over=counted.total - counted.open,
        failed=counted.failed,
        working=bool(counted.working),
        left=_left(batch, counted, now),
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    """Of the whole batch. `ended`: files that a worker took up and finished, for the pace."""

    total: int
    open: int
    working: int
    failed: int
    stuck: int
    ended: int
    first_begun: datetime | None
    last_ended: datetime | None


_CLAIMED = Q(claimed_at__isnull=False)
_ENDED = _CLAIMED & Q(finished_at__isnull=False)
_COUNTED = {
    "total": Count("pk"),
    "open": Count("pk", filter=Q(state__in=_OPEN)),
    "working": Count("pk", filter=Q(state=_S.WORKING)),
    "failed": Count("pk", filter=Q(state=_S.FAILED)),
    "stuck": Count("pk", filter=Q(state__in=_STUCK)),
    "ended": Count("pk", filter=_ENDED),
    "first_begun": Min("claimed_at"),
    "last_ended": Max("finished_at", filter=_ENDED),
}


def _row(job: Ingestion) -> BoardRow:
    if job.state == _S.HELD and job.reason in (WAITS_FOR_APPROVAL, WAITS_FOR_COLUMNS):
        return BoardRow(job, None, job.reason)
    return BoardRow(job, explain(code=job.reason) if job.reason else None, "")


def _left(batch: IngestionBatch, counted: _Counts, now: datetime) -> timedelta | None:
    """The open files at the pace so far, which counts how many are read at once and how long others have their turn.

    None before two are finished, while paused, and while nothing has moved for so long that a pace says nothing.
    """
    first, last = counted.first_begun, counted.last_ended
    if not counted.open or batch.paused_at or counted.ended < _LEAST_ENDED or first is None or last is None:
        return None
    return None if now - last > _STANDSTILL else (last - first) / counted.ended * counted.open
