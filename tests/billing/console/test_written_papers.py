"""What the operator writes by hand: free papers, credit notes, the issuer's seal; and what a town says of its books."""

from datetime import timedelta
from http import HTTPStatus
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from audit_log.public import EntryFilters, entries
from billing.invoicing.drafts import Occasion, correction_of
from billing.invoicing.shown_paper import paper_pdf
from billing.models import Issuer, Paper, SealImage
from tenants.models import Consortium
from tenants.public import in_public, in_town
from tests.billing.console.test_paper_pages import ISSUER, admin, closed, invoice, operator  # noqa: F401  fixture

TODAY = timezone.localdate()


def free_form(town, **changes: str) -> dict[str, str]:
    """An invoice of two lines."""
    form = {f"tax_{n}": "standard" for n in range(1, 6)}
    form |= {"town_id": str(town.id), "kind": "invoice", "title": "操作研修会の開催", "note": "", "token": str(uuid4())}
    form |= {"first": TODAY.isoformat(), "last": TODAY.isoformat(), "what_1": "講師派遣", "yen_1": "30000"}
    return {**form, "what_2": "教材", "yen_2": "1000", "tax_2": "reduced", **changes}


def credit_form(yen: int, **changes: str) -> dict[str, object]:
    """A part off."""
    form = {"what": "停止時間分の減額", "yen": yen, "tax": "standard", "reason": "8月3日の停止", "token": str(uuid4())}
    return {**form, **changes}


def page_of(response) -> str:
    return response.content.decode()


def test_a_free_paper_is_issued_once_for_each_form(operator, towns) -> None:  # noqa: F811
    form = free_form(towns[0])
    first, again = (operator.post("/papers/new/", form, follow=True) for _time in range(2))
    for words in ("操作研修会の開催", "請求書（適格請求書）", "講師派遣", "34,080円"):
        assert words in page_of(first), words
    assert first.redirect_chain == again.redirect_chain
    with in_public():
        assert Paper.objects.get().key == f"free:{form['token']}"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"town_id": "999"}, "正しく選択"),
        ({"yen_1": "", "yen_2": "", "what_1": "", "what_2": ""}, "明細がありません"),
        ({"yen_2": ""}, "明細2の金額（円・税抜き）</a>：入力してください。"),
        ({"what_1": ""}, "内容も入力してください"),
        ({"first": "2026-03-30", "last": "2026-04-02"}, "年度をまたいで"),
        ({"first": "2026-04-30", "last": "2026-04-02"}, "始まりより前"),
    ],
)
def test_what_is_wrong_with_a_free_paper_is_told_and_nothing_is_lost(operator, towns, changes, words) -> None:  # noqa: F811
    page = page_of(operator.post("/papers/new/", free_form(towns[0], **changes)))
    assert words in page
    assert "操作研修会の開催" in page
    with in_public():
        assert not Paper.objects.exists()


def test_a_credit_note_lessens_what_is_due(operator, towns) -> None:  # noqa: F811
    closed(operator)
    paper = invoice(towns[0])
    assert "それより多くは減額できません" in page_of(operator.post(f"/papers/{paper.pk}/credit/", credit_form(50_001)))
    assert "訂正してください" in page_of(operator.post(f"/papers/{paper.pk}/credit/", credit_form(50_000)))
    form = credit_form(5_000)
    for _time in range(2):
        page = page_of(operator.post(f"/papers/{paper.pk}/credit/", form, follow=True))
    for words in ("減額通知書（適格返還請求書）", "−5,500円", f"請求書 {paper.number}", "8月3日の停止"):
        assert words in page, words
    with in_public():
        paper.refresh_from_db()
        assert (paper.credited_yen, paper.rest_yen, paper.state) == (5_500, 49_500, "issued")
        assert Paper.objects.filter(kind="credit").count() == 1
    paid = {"paid_on": TODAY.isoformat(), "yen": 49_500}
    operator.post(f"/papers/{paper.pk}/paid/", paid)
    after = page_of(operator.post(f"/papers/{paper.pk}/credit/", credit_form(1_000), follow=True))
    assert "減額通知書を発行しました" in after
    with in_public():
        paper.refresh_from_db()
    assert (paper.state, paper.overpaid_yen) == ("paid", 1_100)
    assert "1,100円多く入金されています" in page_of(operator.get(f"/papers/{paper.pk}/"))
    correct = {
        "reason": "x",
        "what_1": "a",
        "yen_1": "1",
        "tax_1": "standard",
        "tax_2": "standard",
        "tax_3": "standard",
    }
    assert "訂正できません" in page_of(operator.post(f"/papers/{paper.pk}/correct/", correct))


def picture(kind: str = "PNG") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (900, 900), "#c00").save(out, kind)
    return SimpleUploadedFile("seal.png", out.getvalue())


def test_a_seal_stands_on_later_papers_in_page_and_pdf(operator, towns) -> None:  # noqa: F811
    broken = {**ISSUER, "seal_file": SimpleUploadedFile("seal.svg", b"<svg onload=alert(1)>")}
    assert "画像として読み取れません" in page_of(operator.post("/papers/issuer/", broken))
    before = page_of(operator.post("/papers/new/", free_form(towns[0]), follow=True))
    operator.post("/papers/issuer/", {**ISSUER, "seal_file": picture("JPEG")})
    after = page_of(operator.post("/papers/new/", free_form(towns[0]), follow=True))
    assert ("paper__seal" in before, "paper__seal" in after) == (False, True)
    with in_public():
        assert Image.open(BytesIO(SealImage.objects.get().png)).size == (400, 400)
        paper = Paper.objects.order_by("-pk")[0]
        assert b"/Image" in paper_pdf(paper=paper)
        operator.post("/papers/issuer/", {**ISSUER, "without_seal": "on"})
        assert Issuer.objects.get().seal == ""
    assert "paper__seal" in page_of(operator.get(f"/papers/{paper.pk}/"))  # what was issued keeps it


def test_a_town_says_where_it_books_and_later_papers_carry_it(operator, towns) -> None:  # noqa: F811
    client = admin(towns[0])
    form = {"account": "一般会計", "chapter": "2 総務費", "section": "1 総務管理費", "item": "", "node": "18 負担金"}
    assert 'href="/papers/accounts/"' in page_of(client.get("/papers/"))
    assert client.post("/papers/accounts/", form).status_code == HTTPStatus.FOUND
    closed(operator)
    page = page_of(client.get(f"/papers/{invoice(towns[0]).pk}/"))
    for words in ("会計年度", "会計 一般会計", "款 2 総務費", "節 18 負担金"):
        assert words in page, words
    client.post(f"/papers/{invoice(towns[0]).pk}/own-number/", {"own_number": "総第12号"})
    with in_town(towns[0]):
        told = {row.action for row in entries(filters=EntryFilters()).rows}
    assert {"billing.accounts.written", "billing.paper.own_number"} <= told


def test_ledgers_of_two_consortiums_are_not_mixed(operator, towns) -> None:  # noqa: F811
    closed(operator)
    with in_public():
        other = Consortium.objects.create(name="隣の協議会")
    paper = invoice(towns[0])
    year = f"year={paper.fiscal_year}"
    assert paper.number in page_of(operator.get(f"/papers/ledger.csv?{year}&consortium={operator.consortium}"))
    assert paper.number not in page_of(operator.get(f"/papers/ledger.csv?{year}&consortium={other.pk}"))
    assert operator.get(f"/papers/ledger.csv?{year}&consortium=999").status_code == HTTPStatus.NOT_FOUND


def test_without_a_word_in_the_contract_fifteen_days_and_a_return_stops_the_clock(operator, towns) -> None:  # noqa: F811
    operator.post("/papers/issuer/", {**ISSUER, "payment_days": ""})
    closed(operator)
    paper = invoice(towns[0])
    assert paper.due_on == paper.issued_on + timedelta(days=15)
    admin(towns[0]).post(f"/papers/{paper.pk}/return/", {"reason": "宛先の課名"})
    with in_public():
        paper.refresh_from_db()
    assert paper.returned_on == TODAY
    occasion = Occasion(paper.consortium_id, TODAY + timedelta(days=6), 15)  # corrected six days later
    corrected = correction_of(paper=paper, lines=[], reason="課名", occasion=occasion)
    assert corrected.due_on == paper.due_on + timedelta(days=6)
