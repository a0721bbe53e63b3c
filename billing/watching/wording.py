"""How days, measures, features, sections and people are called in reports of use."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from llm_gateway.public import Feature
from metering.public import Dimension
from tenants.public import town_people, town_sections
from web.public import grouped, short_date

Key = date | str | int | None
_TEN_THOUSAND: Final = 10_000


def day_label(*, day: date) -> str:
    """「24」: under a picture of one month, where no more has room."""
    return str(day.day)


def month_label(*, day: date) -> str:
    """「4月」: under a picture of one fiscal year."""
    return _("%(month)s月") % {"month": day.month}


def measure_unit(*, measure: str) -> str:
    """The unit of a measure."""
    return {"yen": _("円"), "calls": _("回"), "tokens": _("トークン")}[measure]


def short_count(*, number: int) -> str:
    """「1,190万」: a count for a tile, where no more has room."""
    if number < _TEN_THOUSAND:
        return grouped(number=number)
    return _("%(count)s万") % {"count": grouped(number=number // _TEN_THOUSAND)}


def feature_label(*, key: str) -> str:
    """A feature in words; one that is no longer known keeps its key."""
    return str(Feature(key).label) if key in Feature.values else key


def section_names() -> dict[int, str]:
    """Names of the town's open sections by id; one query."""
    return {section.id: section.name for section in town_sections()}


def label_maker(*, by: Dimension, keys: Sequence[Key], monthly: bool) -> Callable[[Key], str]:
    """What turns a key of the dimension into words; loads the names it needs, at most two queries.

    `monthly`: days are first days of months.
    """
    if by is Dimension.DAY:
        return _month if monthly else _day
    if by is Dimension.FEATURE:
        return lambda key: feature_label(key=str(key))
    if by is Dimension.SECTION:
        sections = section_names()
        return lambda key: _named(key, sections, _("課に属さない利用（住民など）"), _("廃止した課"))
    if by is Dimension.PERSON:
        people = {one.id: one.name for one in town_people(ids=[key for key in keys if isinstance(key, int)])}
        return lambda key: _named(key, people, _("住民・自動の処理"), _("登録のない職員"))
    return lambda key: str(key or _("（名前なし）"))


def _day(key: Key) -> str:
    return short_date(day=key) if isinstance(key, date) else ""


def _month(key: Key) -> str:
    return _("%(year)s年%(month)s月") % {"year": key.year, "month": key.month} if isinstance(key, date) else ""


def _named(key: Key, names: dict[int, str], nobody: str, gone: str) -> str:
    if not isinstance(key, int):
        return nobody
    return names.get(key) or f"{gone} #{key}"
