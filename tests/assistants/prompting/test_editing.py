"""A template is written, compared, put back, handed on, taken along as a file; wrong ones are named by place."""

import json
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assistants.models import PromptTemplate, PromptVersion
from tenants.models import Person
from tests.assistants.prompting.test_format import PLAIN
from tests.towns import People

ROWS = {
    "fields-TOTAL_FORMS": "2", "fields-INITIAL_FORMS": "0", "blanks-TOTAL_FORMS": "1", "blanks-INITIAL_FORMS": "0",
    "fields-0-name": "相手", "fields-0-type": "text", "fields-0-required": "on", "fields-1-name": "",
    "blanks-0-name": "",
}  # fmt: skip
HEAD = {"title": "依頼のメール", "purpose": "依頼する", "task": "letter", "grade": "1", "message": "作成"}
FORM = {**ROWS, **HEAD, "body": "{{相手}}への依頼を書いてください。\n結びは簡潔に。"}

AGAIN = {**FORM, "fields-INITIAL_FORMS": "1"}  # as the page of a template with one field sends it


def begun(clerk: Client) -> str:
    """A new template of the clerk's own; its address."""
    return str(clerk.post("/prompts/new/", FORM)["Location"])


def test_versions_are_written_compared_and_put_back(clerk: Client) -> None:
    page = begun(clerk)
    row = PromptTemplate.objects.get()
    assert (row.scope, row.title) == ("person", "依頼のメール")
    assert "欄 1" in clerk.get(f"{page}edit/").content.decode()
    changed = {**AGAIN, "body": "{{相手}}への依頼を書いてください。", "message": "結びを消した", "based_on": "1"}
    answer = clerk.post(f"{page}edit/", changed)
    assert answer.status_code == 302
    shown = clerk.get(f"{page}versions/").content.decode()
    assert "結びを消した" in shown
    assert "第1版と第2版の違い" in shown
    assert "結びは簡潔に。</del>" in shown
    clerk.post(f"{page}versions/", {"number": "1"})
    row.refresh_from_db()
    assert row.pinned is not None
    assert (row.pinned.number, row.versions.count()) == (1, 2)


def test_a_version_written_by_somebody_else_meanwhile_is_not_lost_nor_is_what_was_typed(clerk: Client) -> None:
    page = begun(clerk)
    clerk.post(f"{page}edit/", {**AGAIN, "message": "甲", "based_on": "1"})
    answer = clerk.post(f"{page}edit/", {**AGAIN, "body": "{{相手}}へ。乙の文", "message": "乙", "based_on": "1"})
    assert answer.status_code == 422
    assert "ほかの人が先に新しい版を書きました" in answer.content.decode()
    assert "乙の文" in answer.content.decode()
    assert PromptVersion.objects.count() == 2


def test_an_unsound_template_is_named_and_kept_on_the_page(clerk: Client) -> None:
    answer = clerk.post("/prompts/new/", {**FORM, "body": "{{相手}}と{{謎}}へ"})
    assert answer.status_code == 422
    assert "本文の {{謎}} に当たる欄がありません" in answer.content.decode()
    choice = clerk.post("/prompts/new/", {**FORM, "fields-0-type": "choice"}).content.decode()
    assert "欄「相手」に選択肢を書いてください" in choice
    assert not PromptTemplate.objects.exists()


def test_a_file_goes_out_and_comes_in_again_and_a_wrong_one_is_named_by_place(clerk: Client) -> None:
    page = begun(clerk)
    file = clerk.get(f"{page}export/")
    assert json.loads(file.content)["title"] == "依頼のメール"
    back = clerk.post("/prompts/import/", {"file": SimpleUploadedFile("hinagata.json", file.content)}, follow=True)
    assert "自分用に読み込みました" in back.content.decode()
    assert PromptTemplate.objects.count() == 2
    wrong = json.dumps({**PLAIN, "fields": [{"name": "甲", "type": "spell"}]}).encode()
    answer = clerk.post("/prompts/import/", {"file": SimpleUploadedFile("w.json", wrong)})
    assert answer.status_code == 422
    assert "fields" in answer.content.decode()
    assert "spell" in answer.content.decode()
    assert "ファイルを選んでください" in clerk.post("/prompts/import/").content.decode()
    assert PromptTemplate.objects.count() == 2


def test_who_may_use_it_is_widened_only_by_those_who_may(
    clerk: Client, people: People, sit: Callable[[Person], Client]
) -> None:
    page = begun(clerk)
    head = sit(people.head)
    assert head.get(page).status_code == 404
    answer = clerk.post(f"{page}scope/", {"scope": "town"})
    assert answer.status_code == 200
    assert PromptTemplate.objects.get().scope == "person"
    own = str(head.post("/prompts/new/", FORM)["Location"])
    section_id = str(people.head.memberships.get().section_id)
    assert "課を選んでください" in head.post(f"{own}scope/", {"scope": "section"}).content.decode()
    head.post(f"{own}scope/", {"scope": "section", "section": section_id})
    assert clerk.get(own).status_code == 200
    assert clerk.get(f"{own}edit/").status_code == 404
    assert clerk.post(f"{own}step/", {"step": "retire"}).status_code == 404
    copy = clerk.post(f"{own}step/", {"step": "copy"}, follow=True)
    assert "自分用の写しを作りました" in copy.content.decode()
    head.post(f"{own}step/", {"step": "retire"})
    assert clerk.get(own).status_code == 404


def test_a_template_that_was_taken_out_of_use_is_put_back_by_whoever_may_change_it(
    clerk: Client, people: People, sit: Callable[[Person], Client]
) -> None:
    page = begun(clerk)
    assert "外したひな形はありません" in clerk.get("/prompts/?tab=retired").content.decode()
    clerk.post(f"{page}step/", {"step": "retire"})
    assert clerk.get(page).status_code == 404
    listed = clerk.get("/prompts/?tab=retired").content.decode()
    assert "依頼のメール" in listed
    assert "に外しました" in listed
    stranger = sit(people.head)
    assert "依頼のメール" not in stranger.get("/prompts/?tab=retired").content.decode()
    assert stranger.post(f"{page}step/", {"step": "return"}).status_code == 404
    assert clerk.post(f"{page}step/", {"step": "return"})["Location"] == page
    assert clerk.get(page).status_code == 200
    assert clerk.post(f"{page}step/", {"step": "return"}).status_code == 404, "it is in use again"
