"""The page of an item tells what it is worth; the boards and settings of a town stand for themselves."""

import pytest

from templates.models import LibraryQuestion, LibrarySettings, ProofRun, Wish
from tenants.public import in_public
from tests.builders.library import edition, faq_content


@pytest.fixture
def found(towns):
    """A FAQ set of the neighbour."""
    return edition(content=faq_content(), by=towns[1])


def page(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return answer.content.decode()


def test_the_item_tells_its_worth_and_a_proof_is_begun_there(found, towns, sit, people) -> None:
    admin = sit(people.admin)
    text = page(admin, f"/library/items/{found.item_id}/")
    assert "5町以上の実績がそろうと" in text
    assert "導入して、提案が承認されたあと" in text
    own = edition(content=faq_content(title="町の自前のFAQ"), by=towns[0])
    assert "自分の町で検証する" in page(admin, f"/library/items/{own.item_id}/")
    answer = admin.post(f"/library/editions/{own.pk}/prove/")
    assert answer.status_code == 302
    run = ProofRun.objects.get()
    assert answer["Location"] == f"/library/proofs/{run.pk}/"
    assert "検証しています" in page(admin, answer["Location"])
    admin.post(f"/library/proofs/{run.pk}/cancel/")
    assert ProofRun.objects.get().state == "cancelled"


def test_a_question_with_a_phone_is_refused_and_its_words_are_not_lost(found, sit, people) -> None:
    admin, path = sit(people.admin), f"/library/items/{found.item_id}/"
    told = admin.post(f"{path}ask/", {"text": "0999-90-1001に電話を。"}, follow=True).content.decode()
    assert "消すか、一般的な言い方に直して" in told
    assert "書いた文: 0999-90-1001に電話を。" in told
    admin.post(f"{path}ask/", {"text": "代理の欄は必要ですか。"})
    assert "代理の欄は必要ですか。" in page(admin, path)
    with in_public():
        question = LibraryQuestion.objects.get()
    admin.post(f"{path}questions/{question.pk}/answer/", {"text": "町によります。"})
    assert "町によります。" in page(admin, path)
    admin.post(f"{path}thank/")
    assert "この町からも、お礼を伝えました。" in page(admin, path)


def test_a_member_reads_but_speaks_not_for_the_town(found, sit, people) -> None:
    member, path = sit(people.member), f"/library/items/{found.item_id}/"
    assert "この町の名前で回答する" not in page(member, path)
    for address in (f"{path}ask/", f"{path}thank/", f"/library/editions/{found.pk}/prove/"):
        assert member.post(address, {"text": "はい"}).status_code == 403
    assert member.get("/library/settings/").status_code == 403


def test_wishes_are_written_on_the_board(town, sit, people) -> None:
    admin = sit(people.admin)
    assert "要望はまだありません" in page(admin, "/library/wishes/")
    refused = admin.post("/library/wishes/", {"text": "担当の青木管理まで。"})
    assert refused.status_code == 422
    assert "担当の青木管理まで。" in refused.content.decode()
    admin.post("/library/wishes/", {"text": "空き家の相談に答えるFAQ"})
    assert "空き家の相談に答えるFAQ" in page(admin, "/library/wishes/")
    with in_public():
        wish = Wish.objects.get()
    admin.post(f"/library/wishes/{wish.pk}/step/", {"step": "offer"})
    assert "作る予定の町" in page(admin, "/library/wishes/")


def test_what_the_town_gives_is_its_own_decision(town, sit, people) -> None:
    admin = sit(people.admin)
    assert "質問の文は渡しません" in page(admin, "/library/settings/")
    assert admin.post("/library/settings/", {"least_percent": "101"}).status_code == 422
    admin.post("/library/settings/", {"gives_figures": "on", "least_percent": "80"})
    row = LibrarySettings.objects.get()
    assert (row.gives_figures, row.gives_gaps, row.least_percent) == (True, False, 80)
