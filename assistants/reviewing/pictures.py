"""Statistics as charts: each a picture with its table."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from assistants.outcomes import ENDINGS, Outcome
from assistants.reviewing.statistics import Figures
from web.public import Chart, Series, draw_chart, weekday

_A_MONDAY: Final = date(2024, 1, 1)
_MOST_DAYS: Final = 31  # beyond that weeks are drawn
_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure beside that of the period before, both as written; `better`: None where neither is."""

    label: str
    now: str
    unit: str
    then: str


def charts(*, now: Figures, then: Figures, sections: dict[int, str]) -> list[Chart]:
    """By day, hour, weekday, section and outcome."""
    return [
        _by_day(now, then),
        _by_hour(now),
        _by_weekday(now),
        _by_section(now, then, sections),
        _by_outcome(now, then),
    ]


def compared(*, now: Figures, then: Figures) -> list[Compared]:
    """The figures of the head of the page."""
    mine, before = now.handed_over, then.handed_over
    return [
        Compared(_("質問"), f"{now.turns:,}", _("件"), _count(then.turns)),
        Compared(_("自己解決率（回答・引用できた割合）"), _percent(now.self_service), "", _percent(then.self_service)),
        Compared(_("答えられなかった割合"), _percent(now.unanswered), "", _percent(then.unanswered)),
        Compared(_("満足度（役に立ったの割合）"), _percent(now.satisfaction), "", _percent(then.satisfaction)),
        Compared(_("職員への相談"), f"{mine.asked:,}", _("件"), _count(before.asked)),
        Compared(_("最初の返信まで（中央値）"), _hours(mine.median_minutes), "", _hours(before.median_minutes)),
        Compared(_("約束の時間までに返信"), _percent(_kept(mine.in_time, mine.answered)), "",
                 _percent(_kept(before.in_time, before.answered))),
    ]  # fmt: skip


def week_table(*, now: Figures) -> list[tuple[str, list[int]]]:
    """Weekday by hour, as rows of a table."""
    return [(day, [now.week[number, hour] for hour in range(24)]) for number, day in enumerate(_weekdays())]


def _by_day(now: Figures, then: Figures) -> Chart:
    step = 1 if now.period.days <= _MOST_DAYS else _WEEK
    starts = list(range(0, now.period.days, step))
    labels = [_day(now.period.first + timedelta(days=n), first=not n or step > 1) for n in starts]
    series = [
        Series(name, tuple(_sum(one.days, one.period.first, start, step) for start in starts))
        for name, one in ((_("この期間"), now), (_("前の期間"), then))
    ]
    title = _("日ごとの質問") if step == 1 else _("週ごとの質問")
    return draw_chart(title=title, labels=labels, series=series, unit=_("件"), shape="lines")


def _by_hour(now: Figures) -> Chart:
    values = tuple(now.hours[hour] for hour in range(24))
    busiest = max(range(24), key=lambda hour: values[hour])
    summary = _("質問がいちばん多いのは%(hour)s時台です。") % {"hour": busiest} if now.turns else ""
    labels = [str(hour) for hour in range(24)]
    return draw_chart(
        title=_("時間帯ごとの質問"), labels=labels, series=[Series(_("質問"), values)], unit=_("件"), summary=summary
    )


def _weekdays() -> list[str]:
    return [weekday(day=_A_MONDAY + timedelta(days=number)) for number in range(_WEEK)]


def _by_weekday(now: Figures) -> Chart:
    values = tuple(now.weekdays[day] for day in range(7))
    return draw_chart(title=_("曜日ごとの質問"), labels=_weekdays(), series=[Series(_("質問"), values)], unit=_("件"))


def _by_section(now: Figures, then: Figures, sections: dict[int, str]) -> Chart:
    order = [key for key, _n in now.sections.most_common(12)]
    labels = [sections.get(key, _("廃止した課")) if key else _("担当課が決まらないもの") for key in order]
    series = [
        Series(_("この期間"), tuple(now.sections[key] for key in order)),
        Series(_("前の期間"), tuple(then.sections[key] for key in order)),
    ]
    return draw_chart(title=_("話題（担当課）ごとの質問"), labels=labels, series=series, unit=_("件"), shape="lying")


def _by_outcome(now: Figures, then: Figures) -> Chart:
    order = [outcome for outcome, _n in now.outcomes.most_common()]
    labels = [str(ENDINGS[Outcome(outcome)].label) for outcome in order]
    series = [
        Series(_("この期間"), tuple(now.outcomes[key] for key in order)),
        Series(_("前の期間"), tuple(then.outcomes[key] for key in order)),
    ]
    return draw_chart(title=_("結果ごとの質問"), labels=labels, series=series, unit=_("件"), shape="lying")


def _sum(days: dict[date, int], first: date, start: int, step: int) -> int:
    return sum(days.get(first + timedelta(days=start + n), 0) for n in range(step))


def _day(day: date, *, first: bool) -> str:
    """Short enough to stand beside its neighbours: the month only where it begins."""
    return f"{day.month}/{day.day}" if first or day.day == 1 else str(day.day)


def _kept(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _percent(share: float | None) -> str:
    return "－" if share is None else f"{share * 100:.1f}%"


def _count(number: int) -> str:
    return _("%(n)s件") % {"n": f"{number:,}"}


def _hours(minutes: float | None) -> str:
    if minutes is None:
        return "－"
    if minutes < 60:  # noqa: PLR2004  minutes of an hour
        return _("%(n)s分") % {"n": round(minutes)}
    return _("%(n)s時間") % {"n": round(minutes / 60, 1)}
