"""A paper's lines as Stripe takes them: every yen of net and tax arrives, whatever is dealt out."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from billing.collecting.lines import adjusting_lines, dealt_taxes, due_moment, stripe_lines
from billing.invoicing.tax import Rounding, tax_rows
from billing.tax_classes import TaxClass
from tests.billing.collecting.conftest import NOW

LINES = st.lists(st.tuples(st.sampled_from(list(TaxClass)), st.integers(-(10**6), 10**9)), min_size=1, max_size=12)


def content(*lines: tuple[TaxClass, int]) -> dict:
    rows = tax_rows(amounts=lines, rounding=Rounding.FLOOR)
    line = {"what": "利用料", "first": "2026-10-01", "last": "2026-10-31", "quantity": "1", "unit": "式"}
    return {
        "number": "請2026-0001",
        "lines": [{**line, "yen": yen, "tax": tax.value} for tax, yen in lines],
        "taxes": [{"tax": row.tax.value, "net": row.net, "yen": row.yen} for row in rows],
    }


@settings(max_examples=40, deadline=None)
@given(lines=LINES, rounding=st.sampled_from(list(Rounding)))
def test_the_tax_of_each_class_is_dealt_out_to_the_yen(lines, rounding) -> None:
    wanted = {row.tax: row.yen for row in tax_rows(amounts=lines, rounding=rounding)}
    dealt = dealt_taxes(lines=lines, taxes=wanted)
    for tax in {one for one, _yen in lines}:
        assert sum(yen for (one, _net), yen in zip(lines, dealt, strict=True) if one is tax) == wanted[tax]


@settings(max_examples=40, deadline=None)
@given(paper=LINES, theirs=LINES)
def test_adjusting_lines_bring_every_class_to_what_the_paper_says(paper, theirs) -> None:
    added = adjusting_lines(content=content(*paper), theirs=theirs)
    for tax in TaxClass:
        there = sum(yen for one, yen in theirs if one is tax)
        there += sum(line["amount"] for line in added if line["metadata"]["yuimachi_tax"] == tax.value)
        assert there == sum(yen for one, yen in paper if one is tax)


def test_what_is_not_taxed_names_no_tax_and_days_are_days_of_japan() -> None:
    taxed, free = stripe_lines(content=content((TaxClass.STANDARD, 105), (TaxClass.OUTSIDE, 500)))
    [tax] = taxed["tax_amounts"]
    assert (tax["amount"], tax["taxable_amount"], tax["tax_rate_data"]["percentage"]) == (10, 105, 10)
    assert "tax_amounts" not in free
    assert taxed["period"]["start"] == 1_790_780_400  # 2026-10-01 00:00 in Japan


def test_a_late_paper_is_due_within_a_day_because_stripe_takes_no_past_moment() -> None:
    assert due_moment(due_on=date(2026, 12, 1), now=NOW).isoformat() == "2026-12-01T23:59:59+09:00"
    assert due_moment(due_on=date(2026, 10, 1), now=NOW).date() == date(2026, 11, 4)
