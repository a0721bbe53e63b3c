"""Money from the bank's file to the paid invoice, as the operator sees it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from audit_log.public import verify
from billing.models import BankCredit, Paper, PaperPayment
from billing.reconciling import waiting
from tenants.models import Municipality
from tenants.public import in_public
from tests.billing.console.test_paper_pages import closed, invoice, operator  # noqa: F401  the fixture
from tests.billing.reconciling.bank_files import Row, notices

YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def bank(operator, towns) -> Client:  # noqa: F811
    """The operator; both towns have an invoice of the last month."""
    with in_public():
        Municipality.objects.filter(pk=towns[0].id).update(kana="くもいむら")
        Municipality.objects.filter(pk=towns[1].id).update(kana="しおなぎちょう", population=3_000)
    closed(operator)
    return operator


def take(client: Client, *rows: Row, content: bytes = b"") -> str:
    data = content or notices(rows).encode("cp932")
    form = {"consortium_id": client.consortium, "file": SimpleUploadedFile("nyukin.txt", data)}
    return client.post("/payments/take/", form, follow=True).content.decode()


def row(yen: int, payer: str = "ｸﾓｲﾑﾗ", note: str = "", day: date = YESTERDAY) -> Row:
    return (day, yen, payer, note)


def credit(**which: object) -> BankCredit:
    with in_public():
        return BankCredit.objects.get(**which)


def pay(client: Client, one: BankCredit, **parts: int) -> str:
    return client.post(f"/payments/{one.pk}/", parts, follow=True).content.decode()


def test_a_transfer_is_suggested_confirmed_and_the_invoice_is_paid(bank, towns) -> None:
    paper = invoice(towns[0])
    page = take(bank, row(paper.total_yen))
    for words in ("新しい入金1件", paper.number, "振込人の名前・金額"):
        assert words in page, words
    assert invoice(towns[0]).state == "issued"  # nothing happens before somebody says so
    page = pay(bank, credit(), **{f"yen_{paper.pk}": paper.total_yen})
    assert "消し込みました" in page
    with in_public():
        paper.refresh_from_db()
        assert (paper.state, paper.paid_on, paper.rest_yen) == ("paid", YESTERDAY, 0)
        assert verify().whole
    again = pay(bank, credit(), **{f"yen_{paper.pk}": 1})
    assert "消込済み" in again


def test_the_same_file_and_the_same_transfer_are_known(bank) -> None:
    take(bank, row(100), row(100))
    assert "読み込み済みです" in take(bank, row(100), row(100))
    page = take(bank, row(100), row(100), row(100), row(7, "ﾔﾏﾀﾞ"))
    assert "新しい入金2件" in page
    assert "読み込み済みの入金は2件" in page
    with in_public():
        assert sorted(BankCredit.objects.values_list("yen", flat=True)) == [7, 100, 100, 100]


def test_parts_too_much_and_one_transfer_for_several_invoices(bank, towns) -> None:
    one, other = invoice(towns[0]), invoice(towns[1])
    take(bank, row(20_000), row(other.total_yen + 40_000, "ﾔﾏﾀﾞ"))
    pay(bank, credit(yen=20_000), **{f"yen_{one.pk}": 20_000})
    with in_public():
        one.refresh_from_db()
    assert (one.state, one.rest_yen) == ("issued", one.total_yen - 20_000)
    big = credit(payer="ヤマダ")
    too_much = pay(bank, big, **{f"yen_{other.pk}": other.total_yen + 1})
    assert "それより多くは充てられません" in too_much
    over = pay(bank, big, **{f"yen_{other.pk}": other.total_yen, f"yen_{one.pk}": one.rest_yen})
    assert "5,000円残っています" in over
    assert "理由を、200字まで" in bank.post(f"/payments/{big.pk}/aside/", follow=True).content.decode()
    bank.post(f"/payments/{big.pk}/aside/", {"reason": "過入金を返金"})
    with in_public():
        assert set(Paper.objects.values_list("state", flat=True)) == {"paid"}
        big.refresh_from_db()
        assert (big.state, big.left_yen, big.aside_reason) == ("aside", 5_000, "過入金を返金")
        assert sum(PaperPayment.objects.values_list("yen", flat=True)) == one.total_yen + other.total_yen
    bank.post(f"/payments/{big.pk}/take-back/")
    with in_public():
        big.refresh_from_db()
        one.refresh_from_db()
        assert (big.state, big.left_yen) == ("open", big.yen)
        assert (one.state, one.received_yen, one.paid_on) == ("issued", 20_000, None)


def test_an_invoice_that_the_list_offered_is_paid_also_beyond_those_that_one_transfer_shows(
    bank, towns, monkeypatch
) -> None:
    monkeypatch.setattr(waiting, "_MOST_INVOICES", 1)
    take(bank, row(100, "ﾔﾏﾀﾞ"))
    for town in towns[:2]:
        pay(bank, credit(), **{f"yen_{invoice(town).pk}": 50})
    assert (credit().state, credit().left_yen) == ("settled", 0)


def test_an_invoice_that_the_other_payments_cover_stays_paid(bank, towns) -> None:
    paper = invoice(towns[0])
    take(bank, row(paper.total_yen - 11_000), row(11_000))
    for yen in (paper.total_yen - 11_000, 11_000):
        pay(bank, credit(yen=yen), **{f"yen_{paper.pk}": yen})
    form = {"what": "停止", "yen": 10_000, "tax": "standard", "reason": "停止", "token": str(uuid4())}
    bank.post(f"/papers/{paper.pk}/credit/", form)
    bank.post(f"/payments/{credit(yen=11_000).pk}/take-back/")
    with in_public():
        paper.refresh_from_db()
    assert (paper.state, paper.credited_yen, paper.rest_yen) == ("paid", 11_000, 0)


def test_a_part_by_hand_and_a_day_to_come(bank, towns) -> None:
    paper, today = invoice(towns[0]), timezone.localdate()
    form = {"paid_on": (today + timedelta(days=1)).isoformat(), "yen": 1}
    assert "先の日付です" in bank.post(f"/papers/{paper.pk}/paid/", form, follow=True).content.decode()
    page = bank.post(f"/papers/{paper.pk}/paid/", {"paid_on": today.isoformat(), "yen": 5_000}, follow=True)
    assert "未払いの残り50,000円" in page.content.decode()
    over = {"paid_on": today.isoformat(), "yen": 50_001}
    assert "それより多くは充てられません" in bank.post(f"/papers/{paper.pk}/paid/", over, follow=True).content.decode()


def test_payments_follow_the_invoice_that_was_corrected(bank, towns) -> None:
    paper = invoice(towns[0])
    take(bank, row(44_000))
    pay(bank, credit(), **{f"yen_{paper.pk}": 44_000})
    form = {"reason": "人数の誤り", "what_1": "標準 基本料金", "yen_1": "40000"}
    form |= {f"tax_{n}": "standard" for n in (1, 2, 3)}
    bank.post(f"/papers/{paper.pk}/correct/", form)
    with in_public():
        new = Paper.objects.get(corrects=paper)
    assert (new.state, new.received_yen, new.rest_yen, new.paid_on) == ("paid", 44_000, 0, YESTERDAY)


def test_a_file_in_the_wrong_encoding_is_told_and_keeps_nothing(bank) -> None:
    assert "文字コードを読み取れませんでした" in take(bank, content=b"\xff\x00\xfd\xfe")
    with in_public():
        assert not BankCredit.objects.exists()


def test_a_page_of_transfers_costs_few_queries(bank, django_assert_max_num_queries) -> None:
    take(bank, *(row(1_000 + n, "ﾔﾏﾀﾞ") for n in range(15)))
    with django_assert_max_num_queries(14):
        bank.get("/payments/")
