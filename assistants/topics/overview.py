"""The state of every topic on one page: its gate and why, its measurement, how much is asked about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext as _

from assistants.models import EvaluationRun, RecordedTurn, Topic
from assistants.reviewing.scope import RESIDENT_CHANNELS
from assistants.topics.gate import Gate, Service, gate_of
from assistants.topics.known import known
from web.public import Chart, Series, draw_chart

COUNTED_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class TopicState:
    """One topic as the page of openness shows it. `asked`: residents' questions of the last 30 days."""

    row: Topic
    gate: Gate
    asked: int
    questions: int
    running_id: int | None

    @property
    def is_free(self) -> bool:
        """Whether it is answered as usual."""
        return self.gate.service is Service.FREE

    @property
    def is_curated(self) -> bool:
        """Whether only the town's written answers are served."""
        return self.gate.service is Service.CURATED

    @property
    def is_off(self) -> bool:
        """Whether somebody stopped it."""
        return self.gate.service is Service.OFF


def topic_states(*, digest: str, now: datetime) -> list[TopicState]:
    """All topics in their order; `digest`: of what would answer (ServedAs). Two queries."""
    running = EvaluationRun.objects.filter(topic=OuterRef("pk"), state__in=EvaluationRun.OPEN).values("pk")[:1]
    rows = Topic.objects.annotate(there=Count("questions"), running=Subquery(running)).order_by("position", "id")
    since = now - timedelta(days=COUNTED_DAYS)
    channels = [channel.value for channel in RESIDENT_CHANNELS]
    turns = RecordedTurn.objects.filter(at__gte=since, channel__in=channels, topic__isnull=False).order_by()
    asked = dict(turns.values_list("topic").annotate(n=Count("pk")))
    return [
        TopicState(row, gate_of(topic=known(row=row), served_as=digest), asked.get(row.pk, 0), row.there, row.running)
        for row in rows
    ]


def bar_chart(*, states: list[TopicState]) -> Chart | None:
    """Measured shares beside their bars; None where nothing was measured."""
    measured = [state for state in states if state.row.measured_percent is not None]
    if not measured:
        return None
    return draw_chart(
        title=_("分野ごとの正答率と基準"),
        labels=[state.row.name for state in measured],
        series=[
            Series(_("正答率"), tuple(float(state.row.measured_percent or 0) for state in measured)),
            Series(_("基準"), tuple(state.row.bar_percent for state in measured)),
        ],
        unit="%",
        shape="lying",
    )
