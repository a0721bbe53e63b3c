"""Which invoice a transfer is thought to pay, and why."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from billing.reconciling.letters import name_key
from billing.reconciling.suggest import OpenInvoice, Why, is_named, suggest_all
from billing.reconciling.transfer import Transfer

INVOICES = [
    OpenInvoice(1, "請2026-0001", "くもいむら", 55_000),
    OpenInvoice(2, "請2026-0002", "しおなぎちょう", 55_000),
    OpenInvoice(3, "請2026-0003", "しおなぎちょう", 70_000),
    OpenInvoice(4, "請2026-0012", "やまなかまち", 33_000),
]


def came(yen: int, payer: str = "", note: str = "") -> Transfer:
    return Transfer(date(2026, 11, 27), yen, payer, note)


@pytest.mark.parametrize(
    ("transfer", "parts", "why", "left"),
    [
        (came(55_000, "クモイムラカイケイカンリシヤ"), [(1, 55_000)], [Why.NAME, Why.AMOUNT], 0),
        (came(33_000, "ヤマナカチヨウ"), [(4, 33_000)], [Why.NAME, Why.AMOUNT], 0),  # 町 read the other way
        (came(70_000, "シオナギチヨウ"), [(3, 70_000)], [Why.NAME, Why.AMOUNT], 0),
        (came(125_000, "シオナギチヨウ"), [(2, 55_000), (3, 70_000)], [Why.NAME, Why.AMOUNT], 0),
        (came(20_000, "クモイムラ"), [(1, 20_000)], [Why.NAME], 0),  # a part
        (came(60_000, "クモイムラ"), [(1, 55_000)], [Why.NAME], 5_000),  # too much
        (came(33_000, "ヤマダタロウ", "セイ2026-0012ブン"), [(4, 33_000)], [Why.NUMBER, Why.AMOUNT], 0),
        (came(33_000, "ヤマダタロウ", "20260012"), [(4, 33_000)], [Why.NUMBER, Why.AMOUNT], 0),
        (came(33_000, "ヤマダタロウ"), [(4, 33_000)], [Why.AMOUNT], 0),
        (came(55_000, "ヤマダタロウ"), [], [], 55_000),  # two have that amount
        (came(1, "ヤマダタロウ"), [], [], 1),
    ],
)
def test_number_name_and_amount_speak_for_an_invoice(transfer, parts, why, left) -> None:
    [made] = suggest_all(transfers=[transfer], invoices=INVOICES)
    assert (list(made.parts), list(made.why), made.left) == (parts, why, left)


def test_the_clearer_transfer_chooses_first() -> None:
    vague, clear = came(33_000, "ヤマダタロウ"), came(33_000, "ヤマナカマチ", "2026-0012")
    first, second = suggest_all(transfers=[vague, clear], invoices=INVOICES)
    assert (first.parts, second.parts) == ((), ((4, 33_000),))


def test_a_short_name_is_not_found_everywhere() -> None:
    assert not is_named(payer=name_key(name="キタムラショウテン"), town=name_key(name="きたまち"))
    assert is_named(payer=name_key(name="ｷﾀﾏﾁ ｶｲｹｲ"), town=name_key(name="きたまち"))
    assert not is_named(payer="", town="")


@settings(max_examples=80, deadline=None)
@given(
    yens=st.lists(st.tuples(st.integers(1, 10**6), st.sampled_from(["クモイムラ", "シオナギチヨウ", "", "2026-0012"]))),
)
def test_no_invoice_is_offered_for_more_than_its_rest_and_no_yen_is_lost(yens) -> None:
    transfers = [came(yen, payer) for yen, payer in yens]
    made = suggest_all(transfers=transfers, invoices=INVOICES)
    offered = {one.id: 0 for one in INVOICES}
    for transfer, one in zip(transfers, made, strict=True):
        assert sum(yen for _id, yen in one.parts) + one.left == transfer.yen
        for number, yen in one.parts:
            offered[number] += yen
    assert all(offered[one.id] <= one.rest for one in INVOICES)
