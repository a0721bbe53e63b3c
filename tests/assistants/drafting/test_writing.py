"""A whole draft written by a model: there before its first word, kept as it comes, masked out, ended from anywhere."""

import asyncio
from contextlib import aclosing, contextmanager
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.utils import timezone

from assistants.drafting import stream
from assistants.drafting.stream import stop_writing, write_draft
from assistants.models import Draft, DraftVersion, DraftWriting, PromptRun, Scope
from assistants.prompting.content import content_of
from assistants.prompting.write import make_template
from audit_log.public import SYSTEM
from llm_gateway.models import ModelEndpoint
from tenants.access import access_of
from tenants.public import in_town
from tests.assistants.drafting.test_drafting import HEAD, VOWS, clerk, step, text_of
from tests.assistants.prompting.test_format import PLAIN
from tests.channels import whole_text
from tests.model_server import Behaviour, Fault, ModelServer

WISH = {**HEAD, "text": "", "do": "write", "wish": "案内を書く。担当は山田太郎、電話は090-1234-5678。"}
NAMED = {"name_seen": ["山田太郎"], "name_hide": ["山田太郎"]}
SAID = "敬老会を行います。担当は〔氏名1〕です。\n\n- 上履きをお持ちください。"


@contextmanager
def model(town, **behaviour):
    """A model that says SAID unless told otherwise, set up for the town."""
    with ModelServer(always=Behaviour(text=SAID, **behaviour)) as server:
        _set_up(town, server)
        yield server


def _set_up(town, server: ModelServer) -> None:
    with in_town(town):
        ModelEndpoint.objects.create(name="試験", kind="chat", model="test", first_token_seconds=5, base_url=server.url)


def ordered(client, **more) -> str:
    """A draft that is to be written; its page."""
    return str(client.post("/drafts/new/", {**WISH, **NAMED, **more})["Location"]).partition("?")[0]


def newest(town) -> DraftVersion:
    with in_town(town):
        return DraftVersion.objects.order_by("-number")[0]


def test_a_draft_is_there_before_its_first_word_and_comes_masked_out_and_put_back(town, people) -> None:
    client = clerk(town, people.member)
    with model(town) as server:
        asked = client.post("/drafts/new/", WISH)
        shown = asked.content.decode()
        assert asked.status_code == 200, "the name is decided on before anything goes out"
        assert 'name="name_hide" value="山田太郎" checked' in shown
        assert "担当は山田太郎" in shown, "what was typed stays"
        assert not server.seen
        page = ordered(client)
        assert newest(town).text == ""
        opened = text_of(client, f"{page}?begin=1")
        assert "data-writing-begin" in opened
        streamed = whole_text(client.post(f"{page}write/", HTTP_ACCEPT="text/event-stream"))
        assert "担当は山田太郎です" in streamed
        log = str([one.body for one in server.seen])
        assert "案内を書く" in log
        assert not [value for value in ("山田", "太郎", "090-1234-5678", "1234-5678") if value in log]
    assert newest(town).text == SAID.replace("〔氏名1〕", "山田太郎")
    shown = text_of(client, page)
    assert "<li>上履きをお持ちください。</li>" in shown
    assert "もう一度書かせる" in shown


def test_without_a_script_the_button_writes_the_whole_and_again_is_a_version_of_its_own(town, people) -> None:
    client = clerk(town, people.member)
    with model(town):
        page = ordered(client)
        client.post(f"{page}write/")
        client.post(f"{page}write/")
    with in_town(town):
        assert list(DraftVersion.objects.order_by("number").values_list("number", "message")) == [
            (1, "AIが書いた文"),
            (2, "AIがもう一度書いた文"),
        ]


def test_words_typed_after_the_model_wrote_into_an_emptied_text_are_another_version(town, people) -> None:
    client = clerk(town, people.member)
    with model(town):
        page = ordered(client)
        base = client.post(page, {"text": "書きかけ", "base": "1", "automatic": "1"}).content.decode()
        client.post(page, {"text": "", "base": base, "automatic": "1"})
        client.post(f"{page}write/")
    with in_town(town):
        base = str(Draft.objects.get().revision)
    assert client.post(page, {"text": "直した", "base": base, "automatic": "1"}).status_code == 200
    with in_town(town):
        texts = list(DraftVersion.objects.order_by("number").values_list("text", flat=True))
    assert texts == ["", SAID.replace("〔氏名1〕", "山田太郎"), "直した"]


@pytest.mark.parametrize(("fault", "told"), [(Fault.CUT, "途中で答えなくなりました"), (Fault.UNAUTHORIZED, "鍵")])
def test_a_model_that_fails_leaves_what_came_and_says_why(town, people, fault, told) -> None:
    client = clerk(town, people.member)
    with model(town, fault=fault):
        page = ordered(client)
        client.post(f"{page}write/")
        assert told in text_of(client, page)
    assert newest(town).text == ("" if fault is Fault.UNAUTHORIZED else newest(town).text)


def test_without_a_model_the_page_says_so_and_the_draft_can_be_written_by_hand(town, people) -> None:
    client = clerk(town, people.member)
    page = ordered(client)
    shown = text_of(client, f"{page}?begin=1")
    assert "いまはAIで下書きを書けません" in shown
    assert 'name="text"' in shown


async def test_a_reader_who_leaves_and_a_process_that_dies_keep_the_words_so_far(
    town, people, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await sync_to_async(clerk)(town, people.member)
    monkeypatch.setattr(stream, "KEPT_EVERY_SECONDS", 0.0)
    with ModelServer(always=Behaviour(text=SAID, word_seconds=0.02)) as server:
        await sync_to_async(_set_up)(town, server)
        page = await sync_to_async(ordered)(client)
        draft_id, access = int(page.split("/")[-2]), await sync_to_async(_access)(town, people)
        async with aclosing(write_draft(draft_id=draft_id, access=access, town=town)) as texts:
            await anext(texts)
            await anext(texts)
            await anext(texts)
            assert not await sync_to_async(_open_connections)(), "none is held while words come"
            assert (await sync_to_async(newest)(town)).text, "kept while it comes: a killed process loses nothing more"
            assert "書いています" in await sync_to_async(text_of)(client, page)
            await sync_to_async(_dies)(town)
            assert "途中で止まりました" in await sync_to_async(text_of)(client, page)
        await asyncio.sleep(0)
    words = (await sync_to_async(newest)(town)).text
    assert words
    assert len(words) < len(SAID)


def test_it_is_stopped_from_another_window_and_nobody_answers_for_words_that_still_come(town, people) -> None:
    client = clerk(town, people.member)
    with model(town):
        page = ordered(client)
    with in_town(town):
        row, now = Draft.objects.get(), timezone.now()
        DraftWriting.objects.update(state=DraftWriting.State.WRITING, began_at=now, kept_at=now)
        DraftVersion.objects.update(text="ここまで")
    assert "文が変わりました" in step(client, page, step="confirm", vow=VOWS, read=row.changed_at.isoformat())
    late = client.post(page, {"text": "横から", "base": "1", "automatic": "1"})
    assert (late.status_code, "AIがいまこの下書きを書いています" in late.content.decode()) == (409, True)
    client.post(f"{page}stop/")
    assert "途中で止まりました" in text_of(client, page)
    assert client.post(page, {"text": "続きを書いた", "base": "1"}).status_code == 302
    with in_town(town):
        assert newest(town).text == "続きを書いた"
        stop_writing(row=row)


def test_a_template_writes_straight_into_a_draft_with_what_was_filled_in_as_its_basis(town, people) -> None:
    client = clerk(town, people.member)
    with in_town(town):
        content = content_of(plain=PLAIN)
        template = make_template(content=content, scope=Scope.TOWN, holder_id=None, actor=SYSTEM, now=timezone.now())
    filled = {"f0": "断水の案内。担当は山田太郎", "f3": ["紙"]}
    with model(town) as server:
        sent = {**filled, "grade": "1", "do": "draft", "version": "1"}
        assert "山田太郎" in client.post(f"/prompts/{template.pk}/", sent).content.decode()
        sent |= NAMED
        place = str(client.post(f"/prompts/{template.pk}/", sent)["Location"])
        assert place.endswith("?begin=1")
        client.post(place.partition("?")[0] + "write/")
        assert len(server.seen) == 1
        assert "山田" not in str(server.seen[0].body)
    with in_town(town):
        row = Draft.objects.get()
        assert "断水の案内。担当は山田太郎" in row.basis
        assert (row.title, row.template_id) == (template.title, template.pk), "counted as the template's"
        assert PromptRun.objects.count() == 0
        assert newest(town).text


def test_what_cannot_be_sent_is_refused_with_the_words_kept(town, people) -> None:
    client = clerk(town, people.member)
    with model(town):
        for more, told in (
            ({"wish": ""}, "何を書くかが空です"),
            ({"wish": "あ" * 2_001}, "長すぎます"),
            ({"wish": "番号は1234 5678 9018です"}, "マイナンバー"),
            ({"grade": "3"}, "入力できません"),
            ({"dated_on": "2026-02-30"}, "日付"),
        ):
            shown = client.post("/drafts/new/", {**WISH, **NAMED, **more})
            assert shown.status_code == 422
            assert told in shown.content.decode()
            assert BASIS_WORDS in shown.content.decode()
            assert 'name="name_hide" value="山田太郎"' in shown.content.decode(), "nor is anybody asked once more"
    with in_town(town):
        assert not Draft.objects.exists()


BASIS_WORDS = HEAD["basis"][:10]


def _access(town, people):
    with in_town(town):
        return access_of(person=people.member)


def _open_connections() -> list[str]:
    return [one.alias for one in connections.all(initialized_only=True) if one.connection is not None]


def _dies(town) -> None:
    """As when the process was killed some minutes ago."""
    with in_town(town):
        DraftWriting.objects.update(kept_at=timezone.now() - timedelta(minutes=3))
