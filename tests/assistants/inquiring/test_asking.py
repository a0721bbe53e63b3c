"""Staff ask: with sources, follow-ups, their own files, masked on the way out and readable on their page."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from docx import Document as WordDocument

from assistants.inquiring.attach import read_attached, unread
from assistants.models import Conversation, Inquiry, InquiryFile, InquiryPassage, RecordedTurn
from audit_log.models import Entry
from llm_gateway.breaker import BREAKER
from llm_gateway.models import ModelEndpoint
from tenants.models import Policy, Section
from tenants.public import in_town
from tests.builders.documents import take_in
from tests.channels import emptied, furnished_database, whole_text
from tests.model_server import ModelServer
from tests.towns import settle, test_town

RULES = (
    "# 集会所の減免\n\n地区の自治会が会議に使うときは、集会所の利用料を全額免除する。申請は3日前までに総務課へ行う。\n"
)
ASKED = "集会所の利用料が免除されるのはどのような場合ですか"
LETTER = "# 打合せの記録\n\n苗代橋の修繕は令和9年2月に始める。担当は山田太郎（電話 090-1234-5678）である。\n"


@pytest.fixture(scope="module")
def furnished(django_db_setup: None, django_db_blocker, database_url: str):
    """A town with people and the rules, for all tests here; commits are real."""
    with django_db_blocker.unblock(), furnished_database(database_url):
        with in_town(test_town(0)):
            take_in(RULES, name="shukaijo.md")
        yield settle(test_town(0))


@pytest.fixture
def people(furnished):
    return furnished


@pytest.fixture
def town(furnished):
    made = emptied(0)
    with in_town(made):
        Policy.objects.update(highest_grade_entered=2)
        ModelEndpoint.objects.all().delete()
    return made


@pytest.fixture
def model(town):
    BREAKER.forget(schema_name=town.schema_name)
    with ModelServer() as server:
        with in_town(town):
            ModelEndpoint.objects.create(
                name="試験", kind="chat", model="test", first_token_seconds=5, base_url=server.url
            )
        yield server


def clerk(town, person) -> Client:
    client = Client(HTTP_HOST=town.host)
    with in_town(town):
        client.force_login(person)
    return client


def begun(client: Client) -> str:
    return str(client.post("/inquiries/new/")["Location"])


def ask(client: Client, page: str, question: str, **more: Any) -> str:
    return whole_text(client.post(f"{page}ask/", {"question": question, **more}))


def attach(client: Client, page: str, text: str | bytes, name: str = "kiroku.md") -> None:
    content = text.encode() if isinstance(text, str) else text
    client.post(f"{page}attach/", {"files": [SimpleUploadedFile(name, content)]})
    with in_town(test_town(0)):
        for file_id in InquiryFile.objects.filter(state="waiting").values_list("pk", flat=True):
            read_attached(file_id=file_id, now=timezone.now())


def test_a_question_is_answered_with_sources_stands_in_the_list_and_can_be_followed_up(town, people, model) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    assert begun(client) == page, "an unused one is taken again"
    answered = ask(client, page, ASKED)
    assert "event: ended" in answered
    assert "集会所の減免</a>" in answered
    assert "全額免除" in answered
    assert ASKED in client.get("/inquiries/").content.decode()
    assert "当てはまる" in client.get("/inquiries/?q=存在しない語").content.decode()
    ask(client, page, "申請はいつまでですか")
    with in_town(town):
        assert ASKED in RecordedTurn.objects.order_by("-at")[0].prompt, "the question before is part of the next prompt"


def test_without_a_model_the_page_quotes_and_says_what_is_missing_and_without_scripts_it_works_too(
    town, people
) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    assert "AIモデルが使えないため" in client.get(page).content.decode()
    shown = client.post(page, {"question": ASKED}, follow=True).content.decode()
    assert "全額免除" in shown
    assert "出典" in shown


def test_what_was_typed_is_masked_for_the_model_and_readable_for_its_writer(town, people, model) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    typed = "電話 090-1234-5678 の自治会長から、集会所の利用料が免除されるか聞かれました"
    assert "090-1234-5678" in ask(client, page, typed)
    assert "090-1234-5678" in client.get(page).content.decode()
    with in_town(town):
        row = RecordedTurn.objects.get()
        assert "090-1234-5678" not in row.question + row.prompt + str(row.shown)
        assert "090-1234-5678" not in Inquiry.objects.get().vault_sealed
    assert all("090-1234-5678" not in str(seen) for seen in model.seen)


def test_a_my_number_is_thrown_away(town, people) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    shown = ask(client, page, "個人番号 123456789018 の人の集会所の利用料は")
    assert "123456789018" not in shown + client.get(page).content.decode()
    with in_town(town):
        assert RecordedTurn.objects.get().outcome == "my_number_discarded"


def test_an_attached_file_is_searched_cited_and_gone_with_the_inquiry(town, people, model) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    attach(client, page, LETTER)
    with in_town(town):
        passage = InquiryPassage.objects.get()
        assert "090-1234-5678" not in passage.text
        assert InquiryFile.objects.get().content is None
    assert "苗代橋" in ask(client, page, "苗代橋の修繕はいつ始まりますか"), "the dictionary takes it for a name"
    answered = ask(client, page, "苗代橋の修繕はいつ始まりますか", name_seen="苗代橋")
    assert "令和9年2月" in answered
    file_page = f"{page}files/{passage.file_id}/"
    assert f"{file_page}#part-0" in answered
    assert "令和9年2月" in client.get(file_page).content.decode()
    assert all("090-1234-5678" not in str(seen) for seen in model.seen)
    client.post(f"{page}step/", {"step": "delete"})
    with in_town(town):
        left = [model_.objects.count() for model_ in (Inquiry, InquiryFile, InquiryPassage, RecordedTurn, Conversation)]
        assert left == [0] * 5
        assert Entry.objects.filter(action="assistants.inquiry.deleted").exists()


def test_names_are_offered_for_hiding_once_a_thread_and_hidden_ones_never_reach_the_model(town, people, model) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    question = "山田太郎と渡辺の粗大ごみの手数料はいくらですか"
    offered = client.post(f"{page}ask/", {"question": question})
    assert offered.status_code == 428
    assert 'name="name_hide" value="山田太郎" checked' in offered.content.decode()
    assert 'name="name_hide" value="渡辺">' in offered.content.decode()
    assert "粗大ごみの手数料" in client.post(page, {"question": question}).content.decode(), "without a script, too"
    assert not model.seen
    chosen = {"name_seen": ["渡辺", "山田太郎"], "name_hide": ["山田太郎"]}
    more = {"question": f"{question}（佐藤花子が聞いています）", **chosen}
    for address, status in ((f"{page}ask/", 428), (page, 422)):
        again = client.post(address, more)
        kept = again.content.decode()
        assert (again.status_code, 'value="佐藤花子" checked' in kept) == (status, True)
        assert kept.count('type="hidden" name="name_hide" value="山田太郎"') == 1, "what was decided goes along"
        assert 'type="hidden" name="name_seen" value="渡辺"' in kept
    assert "event: ended" in ask(client, page, question, **chosen)
    assert "event: ended" in ask(client, page, "渡辺と山田太郎の粗大ごみの手数料はいくらですか"), "not asked again"
    assert "500円" in ask(client, page, "粗大ごみの手数料はいくらですか")
    log = str([one.body for one in model.seen])
    assert "粗大ごみ" in log, "what was said before goes along"
    assert "山田" not in log
    assert "太郎" not in log
    assert "山田太郎と渡辺の" in client.get(page).content.decode(), "put back for its reader"
    with in_town(town):
        assert not [turn for turn in RecordedTurn.objects.all() if "太郎" in turn.question]
        assert Inquiry.objects.get().names_open == ["渡辺"]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "kara.txt", "空"),
        (b"MZ\x90\x00 no document", "x.pdf", "種類"),
        ("氏名 山田太郎 個人番号 123456789018".encode(), "bango.txt", "マイナンバー"),
    ],
)
def test_a_file_that_is_not_read_says_why_and_the_inquiry_goes_on(town, people, content, name, says) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    attach(client, page, content, name)
    assert says in client.get(page).content.decode()
    assert "全額免除" in ask(client, page, ASKED)


def test_a_file_whose_reader_died_is_found_by_the_sweep_and_read_once(town, people) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    client.post(f"{page}attach/", {"files": [SimpleUploadedFile("kiroku.md", LETTER.encode())]})
    later = timezone.now() + timedelta(minutes=11)
    with in_town(town):
        file = InquiryFile.objects.get()
        InquiryFile.objects.update(claimed_at=timezone.now(), attempts=1)  # by a worker that is no more
        assert not read_attached(file_id=file.pk, now=timezone.now())
        assert unread(now=later) == [file.pk]
        assert read_attached(file_id=file.pk, now=later)
        assert not read_attached(file_id=file.pk, now=later)
        assert InquiryPassage.objects.count() == 1


def test_an_edited_question_takes_the_place_of_the_old_one_and_of_all_behind_it(town, people) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    ask(client, page, "古い質問 集会所")
    ask(client, page, "その次の質問 集会所")
    with in_town(town):
        first = RecordedTurn.objects.order_by("at")[0]
    ask(client, page, ASKED, replaces=str(first.pk))
    shown = client.get(page).content.decode()
    assert "その次の質問" not in shown
    assert ASKED in shown
    with in_town(town):
        assert RecordedTurn.objects.count() == 3, "nothing is deleted from the record"


def test_filters_narrow_and_a_grade_above_the_limit_is_refused_with_the_next_step(town, people) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    with in_town(town):
        other = Section.objects.get(key="soumu").pk
    usual = {"length": "normal", "tone": "plain", "section": "", "fiscal_year": ""}
    client.post(f"{page}settings/", {**usual, "grade": "1", "section": other})
    assert "全額免除" not in ask(client, page, ASKED), "the document is no section's"
    refused = client.post(f"{page}settings/", {**usual, "grade": "3"})
    assert refused.status_code == 422
    assert "統括責任者に相談" in refused.content.decode()
    with in_town(town):
        Inquiry.objects.update(grade=2)
        Policy.objects.update(highest_grade_entered=1)
    blocked = client.post(f"{page}ask/", {"question": ASKED})
    assert blocked.status_code == 422
    assert "入力できません" in blocked.content.decode()
    assert ASKED in client.post(page, {"question": ASKED}).content.decode(), "what was typed is not lost"


def test_colleagues_read_what_is_shared_with_their_section_and_nobody_else_does(town, people) -> None:
    owner, head, admin = (clerk(town, one) for one in (people.member, people.head, people.admin))
    page = begun(owner)
    ask(owner, page, ASKED)
    assert head.get(page).status_code == admin.get(page).status_code == 404
    with in_town(town):
        section = Section.objects.get(key="juumin").pk
        foreign = Section.objects.get(key="soumu").pk
    owner.post(f"{page}step/", {"step": "share", "section": foreign})
    assert admin.get(page).status_code == 404, "only the own section"
    owner.post(f"{page}step/", {"step": "share", "section": section})
    assert "全額免除" in head.get(page).content.decode()
    assert ASKED in head.get("/inquiries/?tab=shared").content.decode()
    assert admin.get(page).status_code == 404
    refused = [head.post(f"{page}ask/", {"question": "x"}), head.post(f"{page}step/", {"step": "delete"})]
    assert [answer.status_code for answer in refused] == [404, 404]


def test_an_inquiry_leaves_as_word_and_as_text(town, people) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    ask(client, page, ASKED)
    text = client.get(f"{page}export/").content.decode("utf-8-sig")
    assert ASKED in text
    assert "出典" in text
    word = WordDocument(io.BytesIO(client.get(f"{page}export/?kind=word").content))
    assert any(ASKED in paragraph.text for paragraph in word.paragraphs)
