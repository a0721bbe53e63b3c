"""A draft from its first word to the signed file: nobody's words lost, facts marked, confirmed by name, approved."""

import io
import re

from django.test import Client
from django.utils import timezone
from docx import Document as WordDocument

from assistants.compare_texts import compared
from assistants.drafting.facts import loose_facts
from assistants.drafting.layout import as_html
from assistants.drafting.word import as_word
from assistants.models import Draft, DraftVersion, TownSpelling
from audit_log.models import Entry
from llm_gateway.breaker import BREAKER
from llm_gateway.models import ModelEndpoint
from tenants.models import Section
from tenants.public import in_town
from tests.channels import whole_text
from tests.model_server import ModelServer

BASIS = "敬老会は令和8年9月20日（日）午前10時から、文化会館で行う。参加費は500円。"
TEXT = """# 敬老会のお知らせ

敬老会を9月20日に文化会館で行います。参加費は800円です。

| 持ち物 | 数 |
|---|---|
| 上履き | 1 |
"""
HEAD = {"title": "敬老会のお知らせ", "profile": "press", "grade": "1", "section": "", "basis": BASIS}
VOWS = ["accuracy", "rights", "privacy"]


def clerk(town, person) -> Client:
    client = Client(HTTP_HOST=town.host)
    with in_town(town):
        client.force_login(person)
    return client


def begun(client: Client, **more: str) -> str:
    return str(client.post("/drafts/new/", {**HEAD, "text": TEXT, **more})["Location"])


def text_of(client: Client, page: str) -> str:
    return client.get(page).content.decode()


def step(client: Client, page: str, **said: object) -> str:
    """Press a button of the page as it stands now; the page after it."""
    read = re.search(r'name="read" value="([^"]+)"', text_of(client, page))
    return str(client.post(f"{page}step/", {"read": read[1] if read else "", **said}, follow=True).content.decode())


def section(town, key: str) -> str:
    with in_town(town):
        return str(Section.objects.get(key=key).pk)


def test_facts_that_stand_in_no_source_are_marked_in_any_spelling() -> None:
    found = [fact.words for fact in loose_facts(text="参加費は八百円、９月20日に山田太郎が開く。", basis=BASIS)]
    assert any("800" in words for words in found)
    assert any("山田" in words for words in found)
    assert not any("20" in words for words in found)
    assert not loose_facts(text="髙橋一二三が開く。", basis="髙橋一二三が開く。"), (
        "a name in letters that are compared as others"
    )


def test_a_draft_is_layed_out_without_anything_that_runs() -> None:
    html = as_html(
        text="<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![y](http://away.example/z.png)\n\n- い\n- ろ\n"
    )
    assert "<script" not in html
    assert "javascript" not in html
    assert "away.example" not in html
    assert html.count("<li>") == 2


def test_versions_are_compared_by_paragraph_and_word() -> None:
    lines = compared(older="参加費は500円です。\n同じ行。", newer="参加費は800円です。\n同じ行。")
    assert [line.changed for line in lines] == [True, False]
    assert {piece.text for piece in lines[0].pieces if piece.kind == "added"} == {"800"}


def test_writing_keeps_versions_and_the_page_shows_facts_check_and_layout(town, people) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    shown = text_of(client, page)
    assert "<mark>800円</mark>" in shown
    assert "<td>上履き</td>" in shown
    client.post(page, {"text": f"{TEXT}\n追記", "base": "1", "message": "追記した"})
    assert "追記した" in text_of(client, page)
    assert "第1版と第2版の違い" in text_of(client, f"{page}versions/1/")
    client.post(f"{page}step/", {"step": "back", "number": "1"})
    with in_town(town):
        draft = Draft.objects.get()
        newest = DraftVersion.objects.get(number=3)
        assert (draft.number, newest.text) == (3, TEXT)


def test_the_check_knows_the_towns_glossary_and_works_on_what_is_not_saved(town, people) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    with in_town(town):
        TownSpelling.objects.create(preferred="こども", avoided=["子供"], written_at=timezone.now())
    client.post(page, {"text": "ほかの版", "base": "1"})
    written = {"text": "子供の集い", "base": "1"}
    whole = client.post(f"{page}look/", written).content.decode()
    assert ">子供の集い</textarea>" in whole
    assert 'name="base" value="1"' in whole, "what somebody saved meanwhile is still noticed"
    piece = client.post(f"{page}look/", written, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in piece
    for shown in (whole, piece):
        assert "「子供」" in shown
        assert "町の用語集" in shown


def test_marks_that_no_keyboard_makes_stop_no_word_file(town, people) -> None:
    client = clerk(town, people.member)
    begun(client, title="敬老会\x0bの案内", text="一行目\x0b二行目\x00")
    with in_town(town):
        written = as_word(Draft.objects.get(), DraftVersion.objects.get().text)
    assert [paragraph.text for paragraph in WordDocument(io.BytesIO(written)).paragraphs] == [
        "敬老会の案内",
        "一行目二行目",
    ]


def test_two_people_who_write_at_once_lose_nothing(town, people) -> None:
    first, second = clerk(town, people.member), clerk(town, people.head)
    page = begun(first, section=section(town, "juumin"))
    first.post(page, {"text": "甲の文", "base": "1"})
    late = second.post(page, {"text": "乙の文", "base": "1"})
    assert late.status_code == 409
    told = late.content.decode()
    assert "先に第2版を保存しました" in told
    assert "乙の文" in told
    assert re.sub("<span[^>]*>[前後]:</span>", "", told).count("<del>甲</del><ins>乙</ins>の文") == 1
    kept = second.post(page, {"text": "乙の文", "base": "1", "automatic": "1"})
    assert kept.status_code == 409
    with in_town(town):
        assert DraftVersion.objects.get(number=2).text == "甲の文"


def test_two_windows_of_one_person_overwrite_nothing_and_the_later_one_chooses(town, people) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    assert client.post(page, {"text": "甲の窓", "base": "1", "automatic": "1"}).content == b"2"
    late = client.post(page, {"text": "乙の窓", "base": "1", "automatic": "1"})
    assert (late.status_code, late["X-Changed"]) == (409, "1")
    assert "あなたの別の画面で先に保存されています" in late.content.decode()
    compared_page = client.post(page, {"text": "乙の窓", "base": "1"}).content.decode()
    assert "data-unkept data-changed" in compared_page, (
        "its script counts the words as not kept and saves nothing itself"
    )
    assert 'name="apart"' in compared_page
    assert 'name="base" value="2"' in compared_page
    assert ">乙の窓</textarea>" in compared_page
    assert client.post(page, {"text": "乙の窓", "base": "2", "apart": "1"}).status_code == 302
    with in_town(town):
        kept = list(DraftVersion.objects.order_by("number").values_list("text", flat=True))
        assert kept == [TEXT, "甲の窓", "乙の窓"], "the other window's words stand as a version"


def test_a_refusal_does_not_hide_that_somebody_wrote_meanwhile(town, people) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    client.post(page, {"text": "先に", "base": "1"})
    refused = client.post(page, {"text": "あ" * 200_000, "base": "1"}).content.decode()
    assert 'name="base" value="2"' not in refused
    assert "あ" * 200_000 in refused


def test_what_is_written_is_kept_while_writing_as_one_version_a_sitting(town, people) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    for words in ("あ", "あい", "あいう"):
        with in_town(town):
            base = Draft.objects.get().revision
        kept = client.post(page, {"text": words, "base": base, "automatic": "1"})
        assert kept.content == str(base + 1).encode()
    with in_town(town):
        assert DraftVersion.objects.get(number=2).text == "あいう"
        assert DraftVersion.objects.count() == 2


def test_only_what_was_confirmed_by_name_leaves_and_a_change_needs_it_again(town, people) -> None:
    client = clerk(town, people.member)
    page = begun(client, document_number="甲総第12号", addressee="各区長 様", dated_on="2026-09-01")
    assert client.get(f"{page}file/?kind=word").status_code == 302
    assert "3つの確認すべて" in step(client, page, step="confirm", vow=VOWS[:2])
    step(client, page, step="confirm", vow=VOWS, minutes="30")
    word = WordDocument(io.BytesIO(client.get(f"{page}file/?kind=word").content))
    words = [paragraph.text for paragraph in word.paragraphs]
    assert words[:3] == ["甲総第12号", "令和8年9月1日", "各区長 様"]
    assert [cell.text for cell in word.tables[0].rows[1].cells] == ["上履き", "1"]
    assert any(paragraph.style.name == "Heading 1" for paragraph in word.paragraphs)
    assert client.get(f"{page}file/?kind=pdf").content.startswith(b"%PDF")
    assert "敬老会" in client.get(f"{page}file/?kind=text").content.decode("utf-8-sig")
    with in_town(town):
        assert Draft.objects.get().minutes_saved == 30
        assert Entry.objects.filter(action="assistants.draft.taken").count() == 3
    client.post(page, {"text": "変えた", "base": "1"})
    assert client.get(f"{page}file/?kind=word").status_code == 302, "the new text was confirmed by nobody"


def test_a_second_person_approves_or_gives_back_with_a_reason(town, people) -> None:
    writer, approver = clerk(town, people.member), clerk(town, people.admin)
    page = begun(writer)
    assert approver.get(page).status_code == 404
    step(writer, page, step="confirm", vow=VOWS)
    writer.post(f"{page}step/", {"step": "ask", "approver": str(people.admin.pk)})
    assert "敬老会" in text_of(approver, "/drafts/?tab=approve")
    step(approver, page, step="return", comment="")
    step(approver, page, step="return", comment="参加費が違います")
    assert "参加費が違います" in text_of(writer, page)
    assert approver.post(page, {"text": "勝手に", "base": "1"}).status_code == 404, "an approver reads and decides"
    step(writer, page, step="confirm", vow=VOWS)
    writer.post(f"{page}step/", {"step": "ask", "approver": str(people.admin.pk)})
    step(approver, page, step="approve")
    with in_town(town):
        assert Draft.objects.get().state == "approved"


def test_nobody_answers_for_words_that_came_after_the_page_was_opened(town, people) -> None:
    writer, colleague, approver = (clerk(town, person) for person in (people.member, people.head, people.admin))
    page = begun(writer, section=section(town, "juumin"))
    writer.post(page, {"text": "はじめの文", "base": "1", "automatic": "1"})
    opened = re.search(r'name="read" value="([^"]+)"', text_of(colleague, page))
    assert opened
    assert writer.post(page, {"text": "あとの文", "base": "2", "automatic": "1"}).content == b"3", "the same version"
    old = {"read": opened[1], "step": "confirm", "vow": VOWS}
    assert "文が変わりました" in colleague.post(f"{page}step/", old, follow=True).content.decode()
    assert (
        "文が変わりました"
        in colleague.post(f"{page}step/", {**old, "read": "2026-99-99T"}, follow=True).content.decode()
    )
    step(writer, page, step="confirm", vow=VOWS)
    step(writer, page, step="ask", approver=str(people.admin.pk))
    opened = re.search(r'name="read" value="([^"]+)"', text_of(approver, page))
    assert opened
    writer.post(page, {"text": "承認を頼んだあとの文", "base": "3"})
    step(writer, page, step="confirm", vow=VOWS)
    step(writer, page, step="ask", approver=str(people.admin.pk))
    late = approver.post(f"{page}step/", {"read": opened[1], "step": "approve"}, follow=True).content.decode()
    assert "文が変わりました" in late
    with in_town(town):
        assert Draft.objects.get().state == "asked"


def test_a_part_is_rewritten_by_the_model_masked_and_only_the_clerk_puts_it_in(town, people) -> None:
    client = clerk(town, people.member)
    page = begun(client)
    asked = {"part": "電話 090-1234-5678 までどうぞ。", "wish": "短く"}
    assert "AIモデルが設定されていない" in client.post(f"{page}rewrite/", asked).content.decode()
    BREAKER.forget(schema_name=town.schema_name)
    with ModelServer() as server:
        with in_town(town):
            ModelEndpoint.objects.create(
                name="試験", kind="chat", model="test", first_token_seconds=5, base_url=server.url
            )
        named = client.post(f"{page}rewrite/", {**asked, "wish": "短く。渡辺が書く"}, HTTP_ACCEPT="text/event-stream")
        assert (named.status_code, "渡辺" in named.content.decode()) == (428, True)
        assert not server.seen
        streamed = whole_text(client.post(f"{page}rewrite/", asked, HTTP_ACCEPT="text/event-stream"))
        assert "event: ended" in streamed
        shown = client.post(f"{page}rewrite/", asked).content.decode()
        assert re.search(r'<textarea id="proposal"[^>]*>[^<]+', shown)
        assert all("090-1234-5678" not in str(seen) for seen in server.seen)
    with in_town(town):
        assert Draft.objects.get().number == 1


def test_bad_input_is_refused_with_the_words_kept(town, people) -> None:
    client = clerk(town, people.member)
    untitled = client.post("/drafts/new/", {**HEAD, "title": "", "text": "大事な文"})
    assert untitled.status_code == 422
    assert "大事な文" in untitled.content.decode()
    high = client.post("/drafts/new/", {**HEAD, "grade": "3", "text": "大事な文"})
    assert "入力できません" in high.content.decode()
    page = begun(client)
    long = client.post(page, {"text": "あ" * 200_000, "base": "1"})
    assert long.status_code == 409
    assert "50000文字までに分けてください" in long.content.decode()


def test_colleagues_of_other_sections_and_people_without_approval_see_nothing(town, people) -> None:
    writer = clerk(town, people.member)
    page = begun(writer, section=section(town, "juumin"))
    assert clerk(town, people.head).get(page).status_code == 200
    assert clerk(town, people.admin).get(page).status_code == 404
    assert clerk(town, people.outsider).get(page).status_code == 302
