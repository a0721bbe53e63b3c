"""From draft to decision: members asked, heard and answered, and a sheet that nobody changes any more."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pypdfium2
import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from audit_log.models import Entry
from audit_log.public import SYSTEM
from billing.allocating.comparing import compared, copy_allocation
from billing.allocating.decide import NotNow, answer_opinion, ask_members, decide, opine, take_back
from billing.allocating.draft import NotADraft, begin, use_of_year, write_figures, write_terms
from billing.allocating.formula import AllocationRefused, Base, Part
from billing.allocating.sheet import compute, sheet_of
from billing.allocating.sheet_file import sheet_xlsx, steps_of
from billing.allocating.sheet_pdf import sheet_pdf
from billing.models import Allocation, AllocationMember, RolledUsage
from billing.sealing import digest_of
from tenants.public import consortiums, in_public, in_town

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
LATER = NOW + timedelta(days=11)
PARTS = (Part(Base.EQUAL, Decimal(40)), Part(Base.POPULATION, Decimal(60)))


@pytest.fixture
def draft(towns) -> Allocation:
    """1,000,001 yen for two towns of 3,000 and 1,000 people."""
    with in_public():
        row = Allocation(consortium_id=consortiums()[0].id, fiscal_year=2027, title="共同利用費", total_yen=1_000_001)
        begin(allocation=row, parts=PARTS, actor=SYSTEM, now=NOW)
        people = zip(row.members.all(), (3_000, 1_000), strict=True)
        figures = {member.pk: {"population": Decimal(count)} for member, count in people}
        write_figures(allocation=row, figures=figures, host=0, actor=SYSTEM, now=NOW)
        return row


@pytest.fixture
def asked(draft) -> Allocation:
    """The same, with the members."""
    with in_public():
        ask_members(allocation_id=draft.pk, until=TODAY + timedelta(days=10), actor=SYSTEM, now=NOW)
        draft.refresh_from_db()
        return draft


def test_a_draft_has_every_member_and_adds_up(draft) -> None:
    with in_public():
        sheet = sheet_of(allocation=draft)
    # 400,000 by halves, and 600,001 by 3 : 1: 450,000.75 and 150,000.25.
    assert [(row.parts, row.total) for row in sheet.rows] == [
        ((200_000, 450_001), 650_001),
        ((200_000, 150_000), 350_000),
    ]
    assert [steps_of(sheet=sheet, row=row)[1][1] for row in sheet.rows] == [
        "600,001円 × 3,000 ÷ 4,000",
        "600,001円 × 1,000 ÷ 4,000",
    ]


def test_use_of_the_calendar_year_before_is_filled_in(towns) -> None:
    with in_public():
        for day, calls in (
            (date(2025, 12, 31), 1),
            (date(2026, 1, 1), 20),
            (date(2026, 12, 31), 300),
            (date(2027, 1, 1), 4),
        ):
            RolledUsage.objects.create(town_id=towns[0].id, day=day, feature="draft", calls=calls, price_yen=0)
        assert use_of_year(year=2026) == {towns[0].id: 320}


def test_a_missing_figure_is_named_and_members_are_not_asked(draft) -> None:
    with in_public():
        write_terms(allocation=draft, parts=[Part(Base.NEED, Decimal(100))], actor=SYSTEM, now=NOW)
        with pytest.raises(AllocationRefused, match="甲野町の基準財政需要額割の数がありません"):
            ask_members(allocation_id=draft.pk, until=TODAY, actor=SYSTEM, now=NOW)
        assert Allocation.objects.get().state == "draft"


def test_a_deadline_in_the_past_is_refused(draft) -> None:
    with in_public(), pytest.raises(NotNow, match="今日以降"):
        ask_members(allocation_id=draft.pk, until=TODAY - timedelta(days=1), actor=SYSTEM, now=NOW)


def test_while_members_are_asked_nothing_changes_until_it_is_taken_back(asked) -> None:
    with in_public():
        with pytest.raises(NotADraft):
            write_terms(allocation=asked, parts=PARTS, actor=SYSTEM, now=NOW)
        with pytest.raises(NotADraft):
            write_figures(allocation=asked, figures={}, host=0, actor=SYSTEM, now=NOW)
        take_back(allocation_id=asked.pk, actor=SYSTEM, now=NOW)
        write_terms(allocation=Allocation.objects.get(), parts=PARTS, actor=SYSTEM, now=NOW)


def test_it_is_decided_after_the_deadline_or_when_all_have_spoken_and_been_answered(asked, towns) -> None:
    with in_public(), pytest.raises(NotNow, match="期限がまだ"):
        decide(allocation_id=asked.pk, actor=SYSTEM, now=NOW)
    for town in towns:
        with in_town(town):
            opine(allocation_id=asked.pk, town=town, text="意見はありません", actor=SYSTEM, now=NOW)
            assert Entry.objects.filter(action="billing.opinion.given").count() == 1
    with in_public():
        with pytest.raises(NotNow, match="回答していない意見"):
            decide(allocation_id=asked.pk, actor=SYSTEM, now=NOW)
        for opinion in asked.opinions.select_related("allocation"):
            answer_opinion(opinion=opinion, text="承知しました", actor=SYSTEM, now=NOW)
            with pytest.raises(NotNow, match="すでに回答"):
                answer_opinion(opinion=opinion, text="もう一度", actor=SYSTEM, now=NOW)
        decide(allocation_id=asked.pk, actor=SYSTEM, now=NOW)


def test_after_the_deadline_no_opinion_is_taken(asked, towns) -> None:
    with in_town(towns[0]), pytest.raises(NotNow, match="期限が過ぎました"):
        opine(allocation_id=asked.pk, town=towns[0], text="遅い意見", actor=SYSTEM, now=LATER)


def test_a_decision_is_frozen_in_the_database(asked) -> None:
    with in_public():
        expected = digest_of(content=compute(allocation=asked))
        assert decide(allocation_id=asked.pk, actor=SYSTEM, now=LATER) == expected
        row = Allocation.objects.get()
        for change in (
            lambda: Allocation.objects.update(total_yen=1),
            lambda: Allocation.objects.all().delete(),
            lambda: AllocationMember.objects.update(population=1),
            lambda: row.opinions.create(town_id=1, town_name="x", text="x", by_name="x", at=NOW),
        ):
            with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
                change()
        assert digest_of(content=Allocation.objects.get().result) == expected
        assert [r.total for r in sheet_of(allocation=row).rows] == [650_001, 350_000]


def test_the_next_year_stands_beside_the_decided_one(asked) -> None:
    with in_public():
        decide(allocation_id=asked.pk, actor=SYSTEM, now=LATER)
        following = Allocation(consortium_id=asked.consortium_id, fiscal_year=2028, title="共同利用費", total_yen=10)
        begin(allocation=following, parts=PARTS[:1], actor=SYSTEM, now=NOW)
        assert [member.last_year_yen for member in following.members.all()] == [650_001, 350_000]


def test_the_excel_file_holds_the_sheet_and_a_page_for_each_member(asked) -> None:
    with in_public():
        sheet = sheet_of(allocation=asked)
    book = openpyxl.load_workbook(BytesIO(sheet_xlsx(sheet=sheet, of=sheet.rows)))
    cells = [[cell for cell in row if cell is not None] for row in book["計算書"].iter_rows(values_only=True)]
    assert ["990116", "甲野町", 3000, 200000, 450001, 650001] in cells
    assert ["合計", 400000, 600001, 1000001] in cells
    assert book.sheetnames[1:] == ["990116 甲野町", "990124 乙川村"]
    assert ["負担額", 350000] in [[c for c in r if c] for r in book["990124 乙川村"].iter_rows(values_only=True)]


def test_the_pdf_holds_a_members_page_and_the_table(asked) -> None:
    with in_public():
        sheet = sheet_of(allocation=asked)
    data = sheet_pdf(sheet=sheet, of=sheet.rows[:1])
    with pypdfium2.PdfDocument(data) as document:
        pages = [page.get_textpage().get_text_bounded().replace(" ", "") for page in document]
    own, everybody = pages
    for words in ("案（決定前の試算）", f"{sheet.rows[0].name}の負担額の計算書", "600,001円×3,000÷4,000", "650,001"):
        assert words in own, (words, own)
    assert sheet.rows[1].name in everybody
    assert "350,000" in everybody


def test_several_rules_stand_side_by_side(draft, django_assert_max_num_queries) -> None:
    with in_public():
        copy = copy_allocation(allocation=draft, actor=SYSTEM, now=NOW)
        copy.write_parts(parts=[Part(Base.EQUAL, Decimal(100))])
        copy.save()
        broken = copy_allocation(allocation=draft, actor=SYSTEM, now=NOW)
        broken.members.update(population=None)
        with django_assert_max_num_queries(2):
            table = compared(allocation=draft)
    assert [(row.title, words) for row, words in table.rules] == [
        ("共同利用費", "均等割 40％・人口割 60％"),
        ("共同利用費（案2）", "均等割 100％"),
    ]
    assert [amounts for _name, amounts, _last in table.lines] == [(650_001, 500_001), (350_000, 500_000)]
    [(fault, words)] = table.faults
    assert (fault.title, "人口" in words) == ("共同利用費（案3）", True)
    assert copy.state == "draft"
