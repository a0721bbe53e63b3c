"""A paper's lines as Stripe takes them, with the paper's own tax: Stripe computes nothing. No database, no network.

The tax of a class is rounded once, on the paper; Stripe wants it by line, so it is dealt out over the lines such that
the parts add up to the yen.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from billing.collecting.gateway import TAX_MARK
from billing.printing import PAPER_LANGUAGE
from billing.tax_classes import TaxClass

_JAPAN: Final = ZoneInfo("Asia/Tokyo")
_LONGEST: Final = 500


def stripe_lines(*, content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every line of a paper, in its order."""
    lines = [(TaxClass(line["tax"]), line["yen"]) for line in content["lines"]]
    taxes = dealt_taxes(lines=lines, taxes=_taxes(content))
    return [
        {
            "description": _description(line),
            "amount": line["yen"],
            "period": {"start": _start_of(line["first"]), "end": _start_of(line["last"])},
            "metadata": {TAX_MARK: line["tax"]},
            **_tax_of(TaxClass(line["tax"]), line["yen"], tax),
        }
        for line, tax in zip(content["lines"], taxes, strict=True)
    ]


def adjusting_lines(*, content: Mapping[str, Any], theirs: Sequence[tuple[TaxClass, int]]) -> list[dict[str, Any]]:
    """What an invoice with lines `theirs` (class, yen before tax) lacks until it says what the paper says."""
    rows: Sequence[Mapping[str, Any]] = content["taxes"]
    wanted = {TaxClass(row["tax"]): int(row["net"]) for row in rows}
    lines = []
    for tax in TaxClass:
        lack = wanted.get(tax, 0) - sum(yen for one, yen in theirs if one is tax)
        if lack:
            with override(PAPER_LANGUAGE):
                words = _("請求書 %(number)s に合わせた調整") % {"number": content["number"]}
            lines.append({"description": words, "amount": lack, "metadata": {TAX_MARK: tax.value}})
    return lines


def taxed_again(*, content: Mapping[str, Any], theirs: Sequence[tuple[str, TaxClass, int]]) -> list[dict[str, Any]]:
    """The tax of the paper dealt out over the lines of an invoice: id, class and yen before tax of each."""
    taxes = dealt_taxes(lines=[(tax, yen) for _id, tax, yen in theirs], taxes=_taxes(content))
    return [
        {"id": line, **_tax_of(tax, yen, amount)}
        for (line, tax, yen), amount in zip(theirs, taxes, strict=True)
        if tax.percent
    ]


def dealt_taxes(*, lines: Sequence[tuple[TaxClass, int]], taxes: Mapping[TaxClass, int]) -> list[int]:
    """Yen of tax for each line; those of a class add up to its tax. The last line of a class has what is left."""
    nets: dict[TaxClass, int] = {}
    for tax, yen in lines:
        nets[tax] = nets.get(tax, 0) + yen
    gone, given, dealt = dict.fromkeys(nets, 0), dict.fromkeys(nets, 0), []
    last = {tax: place for place, (tax, _yen) in enumerate(lines)}
    for place, (tax, yen) in enumerate(lines):
        gone[tax] += yen
        whole = taxes.get(tax, 0)
        until = whole if place == last[tax] else (whole * gone[tax] // nets[tax] if nets[tax] else 0)
        dealt.append(until - given[tax])
        given[tax] = until
    return dealt


def due_moment(*, due_on: date, now: datetime) -> datetime:
    """The end of the last day to pay. Stripe takes no past moment: a paper that is sent late is due within a day."""
    end = datetime.combine(due_on, time(23, 59, 59), tzinfo=_JAPAN)
    return max(end, now.replace(microsecond=0) + timedelta(days=1))


def noon_of(*, day: date) -> int:
    """A moment that lies within the day in Japan, as Stripe counts."""
    return int(datetime.combine(day, time(12), tzinfo=_JAPAN).timestamp())


def _taxes(content: Mapping[str, Any]) -> dict[TaxClass, int]:
    return {TaxClass(row["tax"]): row["yen"] for row in content["taxes"]}


def _tax_of(tax: TaxClass, net: int, yen: int) -> dict[str, Any]:
    """Nothing for what is not taxed."""
    if not tax.percent:
        return {}
    rate = {
        "display_name": "消費税",
        "percentage": tax.percent,
        "inclusive": False,
        "country": "JP",
        "tax_type": "jct",
    }
    return {"tax_amounts": [{"amount": yen, "taxable_amount": net, "tax_rate_data": rate}]}


def _description(line: Mapping[str, Any]) -> str:
    return f"{line['what']}（{line['quantity']}{line['unit']}）"[:_LONGEST]


def _start_of(day: str) -> int:
    return int(datetime.combine(date.fromisoformat(day), time(), tzinfo=_JAPAN).timestamp())
