"""The page: check, mend, ignore, save, files, glossary; what is refused loses nothing, nothing is stored unasked."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from assistants.models import IgnoredFinding, SavedProof, TownSpelling
from audit_log.models import Entry
from tenants.public import in_town
from tests.tenants.signing import signed_in
from tests.towns import settle

PATH = "/proofread/"
MOST_QUERIES = 12  # session, person and roles among them
TEXT = "補助金の手続きは、別紙の通りです。\r\n尚、詳細は問い合わせてください。"


@pytest.fixture
def staff(towns) -> Client:
    settle(towns[0])
    return signed_in(host=towns[0].host, email="member@town.example")


@pytest.fixture
def admin(towns, staff: Client) -> Client:
    return signed_in(host=towns[0].host, email="admin@town.example")


def _post(client: Client, do: str = "check", text: str = TEXT, **more: object):
    return client.post(PATH, {"text": text, "profile": "notice", "do": do, **more})


def test_findings_stand_beside_the_text_with_rule_and_source(staff: Client) -> None:
    assert "文章を入れてください" not in staff.get(PATH).content.decode()
    page = _post(staff).content.decode()
    assert 'href="#finding-1" id="place-1">手続き</a>' in page
    assert "内閣訓令「公用文における漢字使用等について」2(2)ア" in page
    assert 'value="apply:4-7-compound-noun"' in page
    assert "文章を入れてください" in _post(staff, text=" \n").content.decode()


def test_a_suggestion_is_put_in_all_are_put_in_and_it_is_undone(staff: Client) -> None:
    once = _post(staff, "apply:4-7-compound-noun")
    assert once.context["worked"].text == "補助金の手続は、別紙の通りです。\n尚、詳細は問い合わせてください。"
    every = _post(staff, "all").context["worked"]
    assert every.text == "補助金の手続は、別紙のとおりです。\nなお、詳細は問い合わせてください。"
    assert every.shown == ()
    undone = _post(staff, "undo", text=every.text, before=every.before).context["worked"]
    assert undone.text == TEXT.replace("\r", "")
    stale = _post(staff, "apply:90-93-compound-noun").context["worked"]
    assert (stale.text, "見つかりません" in stale.refused) == (TEXT.replace("\r", ""), True)


def test_what_a_person_ignores_stays_away_here_or_everywhere_and_comes_back(towns, staff: Client) -> None:
    here = _post(staff, "ignore:4-7-compound-noun").context["worked"]
    assert [one.words for one in here.shown] == ["通り", "尚"]
    other = "窓口で手続きをする。補助金の手続きは、別紙の通りです。"
    assert [one.words for one in _post(staff, text=other).context["worked"].shown] == ["手続き", "通り"]
    _post(staff, "always:3-6-compound-noun", text=other)
    assert [one.words for one in _post(staff, text=other).context["worked"].shown] == ["通り"]
    assert "手続き" in staff.get(PATH).content.decode()
    with in_town(towns[0]):
        assert [row.words for row in IgnoredFinding.objects.order_by("id")] == ["", "手続き"]
    colleague = signed_in(host=towns[0].host, email="head@town.example")
    assert len(_post(colleague).context["worked"].shown) == 3
    assert len(_post(staff, "restore").context["worked"].shown) == 3
    _post(staff, "always:4-7-compound-noun")
    staff.post("/proofread/ignored/forget/")
    assert len(_post(staff).context["worked"].shown) == 3


def test_nothing_is_stored_unless_it_is_saved_and_only_its_person_opens_it(towns, staff: Client) -> None:
    _post(staff)
    with in_town(towns[0]):
        assert not SavedProof.objects.exists()
    assert "保存しました" in _post(staff, "save", title="交付の通知").content.decode()
    _post(staff, "save", title="交付の通知", text="二度目です。")
    with in_town(towns[0]):
        row = SavedProof.objects.get()
    assert row.text == "二度目です。"
    assert "二度目です。" in staff.get(f"/proofread/saved/{row.pk}/").content.decode()
    colleague = signed_in(host=towns[0].host, email="head@town.example")
    assert colleague.get(f"/proofread/saved/{row.pk}/").status_code == 404
    assert colleague.post(f"/proofread/saved/{row.pk}/remove/").status_code == 404
    assert staff.post(f"/proofread/saved/{row.pk}/remove/").status_code == 302
    assert "マイナンバー" in _post(staff, "save", text="個人番号 123456789018 の件").context["worked"].refused
    with in_town(towns[0]):
        assert not SavedProof.objects.exists()


def test_a_text_of_200000_characters_is_refused_in_words_and_kept_in_the_field(staff: Client) -> None:
    text = "町民の皆様へ。" * 28_572
    response = _post(staff, text=text)
    page = response.content.decode()
    assert response.status_code == 200
    assert "文章が長すぎます（200,004字）。一度に確かめられるのは50,000字までです。" in page
    assert text in page


def _word(*paragraphs: str) -> bytes:
    document, out = Document(), BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "受け付け", "町民課"
    document.save(out)
    return out.getvalue()


def test_a_suggestion_that_makes_the_text_too_long_is_told_and_changes_nothing(staff: Client, monkeypatch) -> None:
    monkeypatch.setattr("assistants.proofreading.proofread.LONGEST_TEXT", 12)
    monkeypatch.setattr("assistants.proofreading.working.LONGEST_TEXT", 12)
    text = "尚、御覧下さい。"
    longer = _post(staff, "all", text=f"{text}尚、又").context["worked"]
    assert (longer.text, "超えるため" in longer.refused) == (f"{text}尚、又", True)


def test_a_word_file_is_read_and_kept_nowhere(towns, staff: Client, settings) -> None:
    file = SimpleUploadedFile("通知.docx", _word("補助金の申し込みについて", "尚、期限を守ること。"))
    worked = _post(staff, text="", file=file).context["worked"]
    assert worked.text == "補助金の申し込みについて\n尚、期限を守ること。\n受け付け　町民課"
    assert [one.words for one in worked.shown] == ["申し込み", "尚", "受け付け"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("通知.docm", b"PK\x03\x04broken", "通知.docm"),
        ("通知.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "docx"),
        ("通知.docx", b"no zip at all", "合っていません"),
        ("表.xlsx", b"PK", "Word（.docx）かテキスト"),
        ("空.txt", b"", "空です"),
    ],
)
def test_a_file_that_is_not_read_says_why_and_the_text_stays(
    staff: Client, name: str, content: bytes, told: str
) -> None:
    page = _post(staff, file=SimpleUploadedFile(name, content)).content.decode()
    assert told in page
    assert "補助金の手続きは、別紙の通りです。" in page


def test_the_admin_writes_the_glossary_and_everybody_is_checked_by_it(towns, staff: Client, admin: Client) -> None:
    assert staff.get("/proofread/words/").status_code == 200
    assert staff.get("/proofread/words/new/").status_code == 403
    assert "管理者に" in staff.get("/proofread/words/").content.decode()
    given = {"preferred": "手続き", "avoided": "手つづき、手続", "reason": "町の決まり"}
    assert admin.post("/proofread/words/new/", given).status_code == 302
    assert "すでに" in admin.post("/proofread/words/new/", given).content.decode()
    assert "どちらか" in admin.post("/proofread/words/new/", {"preferred": "a", "avoided": "a b"}).content.decode()
    shown = _post(staff, text="手続きと手つづき").context["worked"].shown
    assert [(one.words, one.suggestion, one.reason) for one in shown] == [("手つづき", "手続き", "町の決まり")]
    with in_town(towns[0]):
        row = TownSpelling.objects.get()
        assert row.written_by.name == "青木 管理"
        assert Entry.objects.filter(action="assistants.spelling.written").count() == 1
    assert "手つづき、手続" in admin.get(f"/proofread/words/{row.pk}/").content.decode()
    admin.post(f"/proofread/words/{row.pk}/remove/")
    assert [one.words for one in _post(staff, text="手続きと手つづき").context["worked"].shown] == ["手続き"]


def test_an_auditor_does_not_check_texts_and_a_newcomer_without_ai_does(towns, staff: Client) -> None:
    assert signed_in(host=towns[0].host, email="auditor@town.example").get(PATH).status_code == 403
    assert signed_in(host=towns[0].host, email="outsider@town.example").get(PATH).status_code == 200


def test_htmx_gets_the_piece_and_markup_in_a_text_stays_text(staff: Client) -> None:
    given = {"text": "<script>alert(1)</script>尚、手続き</textarea>", "profile": "notice"}
    page = staff.post(PATH, given, headers={"hx-request": "true"}).content.decode()
    assert page.startswith('<div id="proof-work">')
    assert "<script>alert" not in page
    assert "&lt;/textarea&gt;" in page


def test_a_long_text_takes_no_more_queries_than_a_short_one(towns, staff: Client) -> None:
    def queries(text: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            _post(staff, text=text)
        return len(seen)

    assert queries("短い。") <= MOST_QUERIES
    assert queries(TEXT * 100) <= MOST_QUERIES
