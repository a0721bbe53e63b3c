"""A clerk finds a template, fills it in, sees the prompt grow, and has a model write: gate, masking, failures."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from assistants.models import PromptRun, PromptTemplate
from assistants.prompting.content import content_of
from assistants.prompting.load_starter import load_starter
from assistants.prompting.write import make_template, retire, write_version
from assistants.retention import purge_prompt_results
from audit_log.public import SYSTEM
from tenants.models import Person, Policy
from tests.assistants.prompting.test_format import PLAIN
from tests.channels import whole_text
from tests.model_server import Behaviour, Fault, ModelServer
from tests.towns import People

CONTENT = content_of(plain=PLAIN)
TYPED = {
    "f0": "断水のお知らせ。問い合わせは山田太郎（090-1234-5678）まで",
    "f1": "令和8年12月1日",
    "f2": "1,200",
    "f3": ["紙"],
    "grade": "1",
    "name_seen": ["山田太郎"],
    "name_hide": ["山田太郎"],
}


def page_of(template: PromptTemplate) -> str:
    return f"/prompts/{template.pk}/"


def run(clerk: Client, template: PromptTemplate, **changes: object) -> str:
    """Fill in and run; the result's address."""
    answer = clerk.post(page_of(template), {**TYPED, "do": "run", **changes})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"]).partition("?")[0]


def written(clerk: Client, result: str) -> str:
    """Let the model write as the page's script does."""
    return whole_text(clerk.post(f"{result}write/", headers={"Accept": "text/event-stream"}))


def test_the_list_finds_by_words_task_and_favourite_in_few_queries(
    clerk: Client, django_assert_max_num_queries
) -> None:
    load_starter(now=timezone.now())
    clerk.get("/prompts/")
    with django_assert_max_num_queries(16):
        whole = clerk.get("/prompts/").content.decode()
    assert "すべてのひな形 50件" in whole
    assert "見つかったひな形 1件" in clerk.get("/prompts/?q=避難 伝達").content.decode()
    assert "当てはまるひな形がありません" in clerk.get("/prompts/?q=存在しない語").content.decode()
    assert "お気に入りはまだありません" in clerk.get("/prompts/?tab=favourites").content.decode()
    row = PromptTemplate.objects.get(key="reply-complaint")
    clerk.post(f"/prompts/{row.pk}/star/", {"step": "star"})
    assert row.title in clerk.get("/prompts/?tab=favourites").content.decode()


def test_without_a_model_the_page_says_who_can_set_it_up_and_the_prompt_is_kept(
    clerk: Client, template: PromptTemplate
) -> None:
    page = clerk.get(page_of(template)).content.decode()
    assert "AIモデルがまだ設定されていません。" in page
    assert "設定できるのは町の管理者です" in page
    shown = clerk.get(run(clerk, template)).content.decode()
    assert "甲野町のお知らせ" in shown
    assert "令和8年12月1日" in shown
    assert "1,200円" in shown
    row = PromptRun.objects.get()
    assert (row.state, row.version.number) == (PromptRun.State.WAITING, 1)
    assert "090-1234-5678" not in row.sent + row.sealed
    assert "最近使ったひな形" in clerk.get("/prompts/").content.decode()


def test_the_preview_grows_while_somebody_types_and_names_what_is_missing(
    clerk: Client, template: PromptTemplate, django_assert_max_num_queries
) -> None:
    empty = clerk.post(f"{page_of(template)}preview/", {"f0": ""}).content.decode()
    assert "まだの欄: 内容" in empty
    assert "〔内容〕" in empty
    with django_assert_max_num_queries(16):
        filled = clerk.post(f"{page_of(template)}preview/", {"f0": "断水", "f1": "2026-12-01"}).content.decode()
    assert "断水" in filled
    assert "期限: 令和8年12月1日" in filled
    assert "費用" not in filled, "a line whose places are optional and empty is left out"


def test_wrong_input_is_named_by_field_and_nothing_is_lost(clerk: Client, template: PromptTemplate) -> None:
    wrong = {**TYPED, "f1": "きのう", "f2": "たくさん", "f3": ["電波"], "do": "run"}
    answer = clerk.post(page_of(template), wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "日付として読めません" in page
    assert "数字だけを入力してください" in page
    assert "山田太郎" in page
    assert "きのう" in page
    long = clerk.post(page_of(template), {**TYPED, "f0": "あ" * 200_000, "do": "run"})
    assert "20,000文字までです（いま200,000文字）" in long.content.decode()
    assert not PromptRun.objects.exists()


def test_a_model_writes_personal_data_never_reaches_it_and_its_writer_reads_it(
    clerk: Client, template: PromptTemplate, model: ModelServer
) -> None:
    result = run(clerk, template)
    streamed = written(clerk, result)
    assert streamed.count("event: ended") == 1
    assert "090-1234-5678" in streamed
    shown = clerk.get(result).content.decode()
    assert "承知しました" in shown
    assert "090-1234-5678" in shown
    assert model.seen
    assert all(word not in str(seen) for seen in model.seen for word in ("090-1234-5678", "山田", "太郎"))
    assert "下書きにする" in shown
    row = PromptRun.objects.get()
    draft = clerk.get(f"/drafts/new/?run={row.pk}").content.decode()
    assert "承知しました" in draft.partition('<textarea id="text"')[2], "what came out is the text"
    assert "1,200円" in draft.partition('name="basis"')[2], "what was filled in is the basis of its facts"
    assert (row.state, row.model) == (PromptRun.State.DONE, "test")
    assert "090-1234-5678" not in row.output + row.sent + row.sealed
    assert PromptTemplate.objects.get(pk=template.pk).use_count == 1


def test_without_scripts_the_post_comes_back_with_the_whole_text(
    clerk: Client, template: PromptTemplate, model: ModelServer
) -> None:
    result = run(clerk, template)
    assert "承知しました" in clerk.post(f"{result}write/", follow=True).content.decode()


def test_the_text_only_grows_and_shows_no_half_placeholder(
    clerk: Client, template: PromptTemplate, model: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistants.desk.growing._EVERY_SECONDS", 0.0)
    streamed = written(clerk, run(clerk, template))
    pieces = [line[6:].strip('"') for line in streamed.splitlines() if line.startswith("data: ")]
    assert len(pieces) > 5
    assert "".join(pieces).count("承知しました") == 1
    assert "〔" not in streamed


def test_the_gate_refuses_a_grade_above_the_towns_limit_and_keeps_what_was_typed(
    clerk: Client, template: PromptTemplate, model: ModelServer
) -> None:
    Policy.objects.update(highest_grade_entered=1)
    answer = clerk.post(page_of(template), {**TYPED, "grade": "3", "do": "run"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "この町では入力できません" in page
    assert "断水のお知らせ" in page
    Policy.objects.update(highest_grade_entered=2)
    result = run(clerk, template, grade="2")
    Policy.objects.update(highest_grade_entered=1)
    written(clerk, result)
    assert "町で入力できる区分が下げられた" in clerk.get(result).content.decode()
    assert model.seen == []


def test_the_form_begins_with_the_grade_that_was_declared_last(clerk: Client, template: PromptTemplate) -> None:
    Policy.objects.update(highest_grade_entered=2)
    assert '<option value="1" selected>' in clerk.get(page_of(template)).content.decode()
    run(clerk, template, grade="2")
    assert '<option value="2" selected>' in clerk.get(page_of(template)).content.decode()


def test_a_my_number_is_neither_sent_nor_kept(clerk: Client, template: PromptTemplate, model: ModelServer) -> None:
    answer = clerk.post(page_of(template), {**TYPED, "f0": "個人番号 123456789018 の人へ", "do": "run"})
    assert answer.status_code == 422
    assert "マイナンバー" in answer.content.decode()
    assert not PromptRun.objects.exists()


@pytest.mark.parametrize(
    "case",
    [
        (Fault.REFUSE, "この内容では書けないと答えました", PromptRun.State.FAILED),
        (Fault.UNAUTHORIZED, "鍵が受け付けられませんでした", PromptRun.State.FAILED),
        (Fault.CUT, "途中で答えなくなりました", PromptRun.State.FAILED),
        (Fault.STOP_AT_LIMIT, "長さの限度で終わりました", PromptRun.State.DONE),
    ],
)
def test_a_failing_model_is_said_in_plain_words_and_can_be_asked_again(
    clerk: Client, template: PromptTemplate, model: ModelServer, case: tuple[Fault, str, str]
) -> None:
    fault, says, state = case
    model.next(*[Behaviour(fault=fault)] * 3)
    result = run(clerk, template)
    written(clerk, result)
    page = clerk.get(result).content.decode()
    assert says in page
    assert PromptRun.objects.get().state == state
    model.conduct.queue.clear()
    written(clerk, result)
    assert says not in clerk.get(result).content.decode()


def test_a_writer_that_died_is_told_and_its_late_word_does_not_replace_the_new_one(
    clerk: Client, template: PromptTemplate, model: ModelServer
) -> None:
    result = run(clerk, template)
    PromptRun.objects.update(state="writing", began_at=timezone.now())
    assert "ご依頼の内容" not in written(clerk, result), "somebody else writes it"
    PromptRun.objects.update(began_at=timezone.now() - timedelta(minutes=10))
    assert "途中で止まりました" in clerk.get(result).content.decode()
    assert "ご依頼の内容" in written(clerk, result)


def test_what_a_writer_that_is_killed_wrote_so_far_is_kept(
    clerk: Client, template: PromptTemplate, model: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistants.prompting.run.KEPT_EVERY_SECONDS", 0.0)
    monkeypatch.setattr("assistants.prompting.run._keep", lambda *_given: None)  # as after kill -9: no last word
    result = run(clerk, template)
    written(clerk, result)
    row = PromptRun.objects.get()
    assert (row.state, row.output[:5]) == (PromptRun.State.WRITING, "承知しまし")
    PromptRun.objects.update(began_at=timezone.now() - timedelta(minutes=10))
    page = clerk.get(result).content.decode()
    assert "途中で止まりました" in page
    assert "承知しました" in page


def test_a_template_that_changes_or_goes_while_it_is_open_loses_nothing(
    clerk: Client, template: PromptTemplate
) -> None:
    newer = replace(CONTENT, fields=CONTENT.fields[::-1])
    write_version(template=template, content=newer, message="並べ替え", based_on=1, actor=SYSTEM, now=timezone.now())
    run(clerk, template, version="1")
    assert PromptRun.objects.get().version.number == 1
    retire(template=template, actor=SYSTEM, now=timezone.now())
    assert clerk.get(page_of(template)).status_code == 404
    answer = clerk.post(page_of(template), {**TYPED, "version": "1", "do": "run"})
    assert answer.status_code == 422
    assert "開いている間に外されました" in answer.content.decode()
    assert "断水のお知らせ" in answer.content.decode()


def test_a_file_becomes_text_that_can_be_corrected_and_a_bad_one_is_named(clerk: Client, town) -> None:
    content = replace(
        CONTENT,
        body="{{資料}}を要約",
        blanks=(),
        cases=(),
        fields=(replace(CONTENT.fields[0], name="資料", type="file"),),
    )
    row = make_template(content=content, scope="town", holder_id=None, actor=SYSTEM, now=timezone.now())
    good = SimpleUploadedFile("kiroku.md", "苗代橋の修繕は2月に始める。".encode())
    page = clerk.post(page_of(row), {"f0": "", "f0_file": good, "grade": "1", "do": "preview"}).content.decode()
    assert page.count("苗代橋の修繕") == 2, "in the field and in the prompt"
    bad = SimpleUploadedFile("kiroku.docx", b"not a Word file")
    answer = clerk.post(page_of(row), {"f0": "手で書いた文", "f0_file": bad, "grade": "1", "do": "run"})
    assert answer.status_code == 422
    assert "kiroku.docx" in answer.content.decode()
    assert "手で書いた文" in answer.content.decode()


def test_a_result_is_only_its_persons_and_goes_with_the_retention(
    clerk: Client, template: PromptTemplate, people: People, sit: Callable[[Person], Client]
) -> None:
    result = run(clerk, template)
    assert sit(people.head).get(result).status_code == 404
    assert "断水" not in sit(people.head).get(f"/drafts/new/?run={PromptRun.objects.get().pk}").content.decode()
    assert "お知らせ" in clerk.get("/prompts/results/").content.decode()
    assert "断水" in clerk.get(f"{page_of(template)}?run={PromptRun.objects.get().pk}").content.decode()
    assert purge_prompt_results(now=timezone.now()) == 0
    assert purge_prompt_results(now=timezone.now() + timedelta(days=4000)) == 1
    run(clerk, template)
    clerk.post(f"/prompts/results/{PromptRun.objects.get().pk}/delete/")
    assert "結果はまだありません" in clerk.get("/prompts/results/").content.decode()
