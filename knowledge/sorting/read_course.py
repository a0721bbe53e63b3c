"""Calendars as open data writes them (japan-gomi-data): one course a YAML file, with areas, rules and overrides."""

from datetime import date, timedelta
from typing import Any, Final

import yaml
from django.utils.translation import gettext as _

from knowledge.ingesting.refused import FailureCode, Refused
from knowledge.sorting.families import LABELS
from knowledge.sorting.read_days import WEEKDAYS
from knowledge.sorting.rules import EVERY_WEEK, RulePart
from knowledge.sorting.written import RowTrouble, Sheet, WrittenDistrict, WrittenException, WrittenRule

_DAYS: Final = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
MOST_BYTES: Final = 1_000_000


def read_course(*, content: bytes) -> tuple[Sheet, date, date]:
    """(rows, first day, last day) of a course. Raises Refused(BROKEN) for anything else."""
    try:
        written = yaml.safe_load(content[:MOST_BYTES].decode("utf-8"))
        about = written["metadata"]
        first, last = _period(about["period"])
        name = str(about.get("course_name_ja") or about["course"])
        areas = tuple((str(area["name"]), str(area.get("yomi") or "")) for area in about.get("areas", ()))
        sheet = Sheet(districts=[WrittenDistrict(name, areas)])
        for number, rule in enumerate(written["rules"], start=1):
            _take(sheet, name, rule, number)
        for number, item in enumerate(written.get("overrides") or (), start=1):
            sheet.exceptions.append(_override(item, name, number))
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError) as broken:
        raise Refused(FailureCode.BROKEN) from broken
    return sheet, first, last


def _take(sheet: Sheet, district: str, rule: dict[str, Any], number: int) -> None:
    kind = LABELS.get(rule["category"], str(rule["category"]))
    pattern = rule["pattern"]
    days = [_DAYS[day] for day in rule.get("days", ())]
    if pattern == "weekly":
        part, words = RulePart(slots=tuple((EVERY_WEEK, day) for day in days)), f"毎週{_named(days)}曜日"
    elif pattern == "monthly_nth":
        weeks = [int(week) for week in rule.get("nth", rule.get("weeks", ()))]
        part = RulePart(slots=tuple((week, day) for week in weeks for day in days))
        words = f"第{'・第'.join(map(str, weeks))}{_named(days)}曜日"
    elif pattern == "monthly_specific":
        dates = tuple(sorted(_day(day) for day in rule["dates"]))
        part, words = RulePart(dates=dates), "、".join(f"{day.month}月{day.day}日" for day in dates)
    else:
        sheet.troubles.append(
            RowTrouble(number, _("「%(pattern)s」という決め方には対応していません。") % {"pattern": pattern})
        )
        return
    sheet.rules.append(WrittenRule(district, kind, words, (part,), row=number))


def _override(item: dict[str, Any], district: str, number: int) -> WrittenException:
    day = _day(item["date"])
    kind = LABELS.get(item.get("category", ""), "")
    effect = "closed" if item.get("cancelled") else "extra"
    return WrittenException(effect, day, day, district, kind, str(item.get("note") or ""), number)


def _period(text: str) -> tuple[date, date]:
    begin, _between, end = text.partition("--")
    first = date.fromisoformat(f"{begin}-01")
    year, month = (int(part) for part in end.split("-"))
    return first, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _named(days: list[int]) -> str:
    return "・".join(WEEKDAYS[day] for day in days)
