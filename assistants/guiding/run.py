"""Counting walks: which steps were seen, without what was answered; and what staff read from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from assistants.guiding.content import content_of
from assistants.guiding.walk import Place
from assistants.models import GuideRun, GuideVersion
from web.public import Chart, Series, draw_chart


@dataclass(frozen=True, slots=True)
class StepUse:
    """How many saw a step, and how many of them went no further."""

    text: str
    seen: int
    ended: int
    is_result: bool


def note_steps(*, token: UUID, version_id: int, places: Sequence[Place], channel: str, now: datetime) -> None:
    """Count that the walk saw these steps, in this order; seen again they count once. Two queries."""
    values = {"version_id": version_id, "channel": channel, "started_at": now, "last_at": now, "seen": []}
    run, _made = GuideRun.objects.get_or_create(token=token, defaults=values)
    done = any(place.step.kind == "result" for place in places)
    seen = list(dict.fromkeys([*run.seen, *(place.step.key for place in places)]))
    if seen == run.seen and run.finished >= done:
        return
    GuideRun.objects.filter(pk=run.pk).update(seen=seen, finished=run.finished or done, last_at=now)


def use_of(*, version: GuideVersion, most: int = 5000) -> tuple[StepUse, ...]:
    """By step in the guide's order, of the newest walks of this version. One query."""
    runs = list(version.runs.order_by("-started_at").values_list("seen", flat=True)[:most])
    content = content_of(plain=version.content)
    return tuple(
        StepUse(
            step.text,
            sum(step.key in seen for seen in runs),
            sum(bool(seen) and seen[-1] == step.key for seen in runs),
            step.kind == "result",
        )
        for step in content.steps
    )


def use_chart(*, uses: tuple[StepUse, ...]) -> Chart:
    """The same as a picture with its table."""
    return draw_chart(
        title=_("手順ごとの利用"),
        unit=_("回"),
        labels=tuple(use.text[:24] for use in uses),
        series=(
            Series(_("見た"), tuple(float(use.seen) for use in uses)),
            Series(_("ここで終わった"), tuple(float(use.ended) for use in uses)),
        ),
        shape="lying",
    )
