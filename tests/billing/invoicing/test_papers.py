"""Papers: tax once for each rate, numbers without gaps also from threads, frozen, corrected by another paper."""

import re
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_log.public import Actor, ActorKind, verify
from billing.invoicing.content import Draft, Kind, PaperRefused
from billing.invoicing.correct import correct_paper
from billing.invoicing.issue import issue_paper, issue_papers
from billing.invoicing.shown_paper import paper_pdf, shown_paper
from billing.invoicing.tax import Rounding, tax_rows
from billing.models import Issuer, Paper
from billing.models.issuer import check_t_number
from billing.planning.charge import ChargeLine
from billing.tax_classes import TaxClass
from tenants.public import in_public

OPERATOR = Actor(ActorKind.OPERATOR, "", "協議 太郎")
FEW = settings(max_examples=60, deadline=None)


def line(yen: int, tax: TaxClass = TaxClass.STANDARD, first: date = date(2026, 10, 1), **changes: object) -> ChargeLine:
    plain = ChargeLine("利用料", first, date(2026, 10, 31), Decimal(1), "式", Decimal(yen), yen, tax)
    return replace(plain, **changes)  # type: ignore[arg-type]


def draft(key: str, *lines: ChargeLine, **changes: object) -> Draft:
    plain = Draft(
        kind=Kind.INVOICE,
        key=key,
        consortium_id=7,
        town_id=70,
        town_code="131016",
        town_name="甲野町",
        title="共同利用料",
        lines=lines or (line(105), line(105), line(105)),
        issued_on=date(2026, 11, 1),
        due_on=date(2026, 12, 1),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def issuer() -> None:
    Issuer.objects.create(
        consortium_id=7,
        name="結の郷協議会",
        representative="会長 甲野町長",
        t_number="T7010705000725",
        bank_account="結の郷銀行 本店 普通 1234567",
    )


@pytest.fixture
def public(db):
    """The public schema with an issuer."""
    with in_public():
        issuer()
        yield


def issue(made: Draft) -> Paper:
    return issue_paper(draft=made, actor=OPERATOR, now=timezone.now())


@pytest.mark.parametrize(("rounding", "yen"), [(Rounding.FLOOR, 31), (Rounding.HALF_UP, 32), (Rounding.CEIL, 32)])
def test_105_three_times_is_taxed_once_and_not_by_line(rounding: Rounding, yen: int) -> None:
    [row] = tax_rows(amounts=[(TaxClass.STANDARD, 105)] * 3, rounding=rounding)
    assert (row.net, row.yen) == (315, yen)


def test_each_rate_is_rounded_by_itself_and_what_is_not_taxed_has_none() -> None:
    amounts = [(TaxClass.OUTSIDE, 999), (TaxClass.REDUCED, 99), (TaxClass.STANDARD, 99), (TaxClass.EXEMPT, 50)]
    rows = tax_rows(amounts=amounts, rounding=Rounding.FLOOR)
    assert [(row.tax.value, row.yen) for row in rows] == [
        ("standard", 9), ("reduced", 7), ("exempt", 0), ("outside", 0),
    ]  # fmt: skip


@FEW
@given(
    amounts=st.lists(st.tuples(st.sampled_from(list(TaxClass)), st.integers(-(10**6), 10**9)), min_size=1, max_size=20),
    rounding=st.sampled_from(list(Rounding)),
)
def test_nothing_is_lost_and_the_tax_is_within_a_yen_of_the_exact_one(amounts, rounding) -> None:
    rows = tax_rows(amounts=amounts, rounding=rounding)
    assert sum(row.net for row in rows) == sum(yen for _tax, yen in amounts)
    assert all(abs(row.yen - Decimal(row.net * row.tax.percent) / 100) < 1 for row in rows)


@pytest.mark.parametrize("number", ["T7010705000726", "7010705000725", "T701070500072", "TT010705000725"])
def test_a_registration_number_with_a_wrong_check_digit_is_refused(number: str) -> None:
    check_t_number("T7010705000725")
    with pytest.raises(ValidationError, match="検査数字"):
        check_t_number(number)


def test_numbers_follow_each_other_and_the_same_key_gives_the_same_paper(public) -> None:
    first, second, again = issue(draft("a")), issue(draft("b")), issue(draft("a"))
    assert (first.number, second.number) == ("請2026-0001", "請2026-0002")
    assert again.pk == first.pk
    assert issue(draft("c", kind=Kind.ESTIMATE)).number == "見2026-0001"
    assert first.total_yen == 346


def test_an_issued_paper_cannot_be_changed_or_deleted(public) -> None:
    paper = issue(draft("a"))
    for change in (
        lambda: Paper.objects.update(total_yen=1),
        lambda: Paper.objects.update(content={}),
        lambda: Paper.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError, match="frozen"), transaction.atomic():
            change()
    assert shown_paper(paper=Paper.objects.get(pk=paper.pk)).unchanged


def test_a_correction_is_a_new_paper_and_the_old_one_says_so(public) -> None:
    old = issue(draft("a"))
    new = correct_paper(paper_id=old.pk, draft=draft("correct:1", line(200)), actor=OPERATOR, now=timezone.now())
    old.refresh_from_db()
    assert (old.state, old.total_yen, new.total_yen, new.content["corrects"]) == ("replaced", 346, 220, old.number)
    with pytest.raises(PaperRefused, match="訂正できません"):
        correct_paper(paper_id=old.pk, draft=draft("correct:2"), actor=OPERATOR, now=timezone.now())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lines": ()}, "明細がありません"),
        ({"lines": (line(1, first=date(2026, 3, 1)),)}, "年度をまたいで"),
        ({"due_on": None}, "支払期限がありません"),
        ({"due_on": date(2026, 10, 1)}, "発行日より前"),
        ({"consortium_id": 8}, "発行者が登録されていません"),
    ],
)
def test_what_is_wrong_is_told_and_uses_no_number(public, changes, words) -> None:
    with pytest.raises(PaperRefused, match=words):
        issue(replace(draft("a"), **changes))
    assert issue(draft("b")).sequence == 1


def test_the_pdf_holds_the_text_and_its_fonts(public) -> None:
    paper = issue(draft("a"))
    with override("en"):  # who reads the pages in English still sends a Japanese paper
        data = paper_pdf(paper=paper)
    with pypdfium2.PdfDocument(data) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document).replace(" ", "")
    for words in ("甲野町長様", "登録番号T7010705000725", "346円", "請2026-0001", "令和8年12月1日"):
        assert words in text, (words, text)
    inside = data + b"".join(_inflated(stream) for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL))
    assert b"pdfaid" in inside  # PDF/A
    assert b"/FontFile" in inside  # embedded


def test_only_a_taxed_sale_is_a_qualified_invoice_and_tax_is_summed_apart_from_the_total(public) -> None:
    taxed = shown_paper(paper=issue(draft("a", line(100), line(100, TaxClass.REDUCED))))
    share = shown_paper(paper=issue(draft("b", line(500, TaxClass.OUTSIDE))))
    assert (taxed.heading, share.heading) == ("請求書（適格請求書）", "請求書")
    assert (taxed.net, taxed.tax, taxed.total, taxed.has_reduced) == (200, 18, 218, True)
    assert (share.net, share.tax, share.total, share.has_reduced) == (500, 0, 500, False)


def test_a_batch_costs_the_same_queries_at_any_size_and_names_what_is_refused(public) -> None:
    def queries(*drafts: Draft) -> int:
        with CaptureQueriesContext(connection) as seen:
            told = issue_papers(drafts=drafts, actor=OPERATOR, now=timezone.now())
        assert not told
        return len(seen)

    assert queries(draft("a")) == queries(*(draft(f"b{n}") for n in range(40)))
    again = [draft("a"), draft("c", lines=()), draft("d")]
    told = issue_papers(drafts=again, actor=OPERATOR, now=timezone.now())
    assert list(told) == ["c"]
    assert "明細がありません" in str(told["c"])
    assert list(Paper.objects.order_by("sequence").values_list("sequence", flat=True)) == list(range(1, 43))
    assert verify().whole


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


def test_two_hundred_papers_from_eight_threads_leave_neither_gap_nor_double(committed_database) -> None:
    with in_public():
        issuer()

    def one(number: int) -> int:
        try:
            with in_public():
                return issue(draft(f"key:{number % 200}")).sequence  # some keys come twice
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(one, range(220)))
    assert sorted(set(numbers)) == list(range(1, 201))
    assert numbers[200:] == numbers[:20]
    with in_public():
        assert Paper.objects.count() == 200
