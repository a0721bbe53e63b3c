"""Several rules side by side: the allocations of one consortium and year, and what each member would pay by each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from audit_log.public import Actor, Subject, record
from billing.allocating.formula import AllocationRefused
from billing.allocating.sheet import Sheet, sheet_of
from billing.audit_actions import ALLOCATION_WRITTEN
from billing.models import Allocation, AllocationMember
from web.public import Chart, Series, draw_chart

_MOST: Final = 6
_TERMS: Final = (
    "consortium_id",
    "fiscal_year",
    "total_yen",
    "revenue_yen",
    "revenue_note",
    "base_note",
    "parts",
    "flat_yen",
    "host_percent",
    "minimum_yen",
    "cap_yen",
)


@dataclass(frozen=True, slots=True)
class Compared:
    """`rules`: what stands side by side. `lines`: each member with yen by rule in that order (None: it is no member
    there), yen of last year, and its code. `faults`: rules that cannot be computed yet, and why."""

    rules: tuple[tuple[Allocation, str], ...]
    lines: tuple[tuple[str, tuple[int | None, ...], int | None], ...]
    faults: tuple[tuple[Allocation, str], ...]
    chart: Chart | None


def compared(*, allocation: Allocation) -> Compared:
    """Everything of the allocation's consortium and year, six at most; two queries, however many members."""
    same = {"consortium_id": allocation.consortium_id, "fiscal_year": allocation.fiscal_year}
    rows = Allocation.objects.filter(**same).prefetch_related("members").order_by("pk")[:_MOST]
    sheets: list[tuple[Allocation, Sheet]] = []
    faults: list[tuple[Allocation, str]] = []
    for row in rows:
        try:
            sheets.append((row, sheet_of(allocation=row)))
        except AllocationRefused as refused:
            faults.append((row, str(refused)))
    names = {one.town_id: one.name for _row, sheet in sheets for one in sheet.rows}
    last = {one.town_id: one.last_year for _row, sheet in sheets for one in sheet.rows if one.last_year is not None}
    paid = [{one.town_id: one.total for one in sheet.rows} for _row, sheet in sheets]
    lines = tuple((name, tuple(each.get(town) for each in paid), last.get(town)) for town, name in names.items())
    rules = tuple((row, rule_words(sheet=sheet)) for row, sheet in sheets)
    return Compared(rules, lines, tuple(faults), _picture(rules, lines))


def rule_words(*, sheet: Sheet) -> str:
    """「均等割 10％・人口割 90％」, with what else the members agreed."""
    words = [f"{part.label} {part.weight}％" for part in sheet.parts]
    words += [_("定額あり")] if sheet.has_flat else []
    words += [_("幹事団体 %(percent)s％") % {"percent": sheet.host_percent}] if sheet.has_host else []
    return "・".join(words)


def _picture(
    rules: tuple[tuple[Allocation, str], ...], lines: tuple[tuple[str, tuple[int | None, ...], int | None], ...]
) -> Chart | None:
    if not lines:
        return None
    series = [
        Series(
            row.title, tuple(None if each[place] is None else float(each[place] or 0) for _name, each, _last in lines)
        )
        for place, (row, _words) in enumerate(rules)
    ]
    title, labels = _("案ごとの負担額"), [name for name, _amounts, _last in lines]
    return draw_chart(title=title, labels=labels, series=series, unit=_("円"), shape="lying")


def copy_allocation(*, allocation: Allocation, actor: Actor, now: datetime) -> Allocation:
    """A new draft with the same terms and figures, to try another rule on. In the public schema."""
    with transaction.atomic():
        members = list(allocation.members.all())
        terms = {name: getattr(allocation, name) for name in _TERMS}
        row = Allocation.objects.create(**terms, title=_free_title(allocation), created_at=now)
        for member in members:
            member.pk, member.allocation = None, row
        AllocationMember.objects.bulk_create(members)
        subject = Subject("billing.allocation", str(row.pk), str(row))
        detail = {"what": _("「%(title)s」の写し") % {"title": allocation.title}}
        record(action=ALLOCATION_WRITTEN, actor=actor, subject=subject, detail=detail, at=now)
    return row


def _free_title(allocation: Allocation) -> str:
    """「共同利用費（案2）」: the first that is not taken."""
    same = Allocation.objects.filter(consortium_id=allocation.consortium_id, fiscal_year=allocation.fiscal_year)
    taken, number = set(same.values_list("title", flat=True)), 2
    while (title := _("%(title)s（案%(number)s）") % {"title": allocation.title[:100], "number": number}) in taken:
        number += 1
    return title
