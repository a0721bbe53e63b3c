"""A run as people read it: each question with what was right and wrong, beside the run before it; runs as a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.evaluating.judge import Judged, judged_of
from assistants.models import EvaluationResult, EvaluationRun
from assistants.outcomes import ENDINGS, Outcome
from web.public import Chart, Series, draw_chart

_MOST_RUNS: Final = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One question of a run. `before`: whether it was right in the run before; None when it was not asked."""

    result: EvaluationResult
    judged: Judged
    label: str
    before: bool | None

    @property
    def change(self) -> str:
        """better, worse, same or new."""
        if self.before is None or self.result.right is None:
            return "new"
        if self.before == self.result.right:
            return "same"
        return "better" if self.result.right else "worse"


@dataclass(frozen=True, slots=True)
class RunPage:
    """A run with its lines and the finished run before it."""

    run: EvaluationRun
    before: EvaluationRun | None
    lines: tuple[Line, ...]

    @property
    def asked(self) -> int:
        """How many questions are asked already."""
        return sum(line.result.asked_at is not None for line in self.lines)

    @property
    def better(self) -> int:
        """Questions that were wrong before and are right now."""
        return sum(line.change == "better" for line in self.lines)

    @property
    def worse(self) -> int:
        """Questions that were right before and are wrong now."""
        return sum(line.change == "worse" for line in self.lines)


def run_page(*, run: EvaluationRun) -> RunPage:
    """Wrong ones first; three queries."""
    done = EvaluationRun.objects.filter(topic_id=run.topic_id, state=EvaluationRun.State.DONE)
    before = done.filter(queued_at__lt=run.queued_at).order_by("-queued_at").first()
    then = dict(before.results.values_list("question", "right")) if before else {}
    lines = [_line(result, then) for result in run.results.all()]
    lines.sort(key=lambda line: (line.result.right is not False, line.result.position))
    return RunPage(run, before, tuple(lines))


def runs_chart(*, runs: Sequence[EvaluationRun], bar: int | None) -> Chart | None:
    """The shares of the last runs and the bar, oldest first; None with fewer than two."""
    done = [run for run in runs if run.state == EvaluationRun.State.DONE][:_MOST_RUNS][::-1]
    if len(done) < 2:  # noqa: PLR2004  a line needs two points
        return None
    series = [Series(_("正答率"), tuple(run.percent for run in done))]
    if bar is not None:
        series.append(Series(_("基準"), (bar,) * len(done)))
    labels = [f"{timezone.localtime(run.queued_at):%-m/%-d %H:%M}" for run in done]
    return draw_chart(title=_("正答率の移り変わり"), labels=labels, series=series, unit="%", shape="lines")


def _line(result: EvaluationResult, then: dict[str, bool | None]) -> Line:
    label = str(ENDINGS[Outcome(result.outcome)].label) if result.outcome else ""
    return Line(result, judged_of(plain=result.checks), label, then.get(result.question))
