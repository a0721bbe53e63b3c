"""The pages of the reference room, and the way from it into an inquiry of chosen documents."""

import html
from urllib.parse import quote

import pytest
from django.test import Client

from assistants.desk.views_references import _back
from assistants.models import Inquiry
from knowledge.models import HelpfulMark, SavedSearch
from tenants.models import UseApproval
from tenants.public import in_no_town
from tests.builders import knowledge as build

pytestmark = pytest.mark.django_db
PAGE = "/references/"
TITLE = "結町手数料条例"


@pytest.fixture
def rules(town) -> int:
    made = build.document(title=TITLE, kind="ordinance")
    build.passages(of=made, texts=[(TITLE, "平成12年3月21日\n条例第5号")])
    build.passages(of=made, texts=[(f"{TITLE}\n第3条", "手数料は、申請の際に納める。")], place="第3条")
    return made.pk


@pytest.fixture
def clerk(town, people) -> Client:
    return client_of(town, people.member)


def client_of(town, person) -> Client:
    client = Client(HTTP_HOST=town.host)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def get(client: Client, address: str = PAGE, **words):
    with in_no_town():
        return client.get(address, words)


def post(client: Client, address: str, **words):
    with in_no_town():
        return client.post(address, words)


def shown(response) -> str:
    return html.unescape(response.content.decode())


def test_a_passage_is_shown_with_its_citation_to_copy_and_nothing_is_generated(clerk, rules) -> None:
    page = shown(get(clerk, q="手数料 第3条"))
    assert "<mark>手数料</mark>" in page
    assert "結町手数料条例（平成12年条例第5号）第3条" in page
    assert 'data-copy="#copy-' in page
    assert "AIは文を作りません" in page
    assert "/sources/" in page
    assert "この結果を使って質問する" in page


def test_empty_unknown_and_bad_input_say_the_next_step(clerk, rules) -> None:
    assert "言葉を入れて探してください" in shown(get(clerk))
    assert "見つかりませんでした" in shown(get(clerk, q="量子力学の宇宙船"))
    assert "その題名の文書は見つかりません" in shown(get(clerk, q="手数料", title="ない題名"))
    assert "はじめの200文字" in shown(get(clerk, q="手数料" * 100))
    assert 'href="/references/?q=A%26B"' in shown(get(clerk, q="A&B", title="ない題名")), "the way out keeps the words"
    for strange in ("\0", "'; drop table", "（）", "%", "　"):
        assert get(clerk, q=strange, year="１２", doc="９" * 30, page="-1").status_code == 200


def test_a_document_of_the_results_can_be_searched_alone(clerk, rules) -> None:
    other = build.document(title="手数料の手引き")
    build.passages(of=other, texts=[("手数料", "手数料を窓口で受け取る。")])
    page = shown(get(clerk, q="手数料", doc=[rules, other.pk]))
    alone = f'"/references/?q={quote("手数料")}&doc={other.pk}">「手数料の手引き」の中だけで探す（1）'
    assert alone in page, "without the others that were chosen"


def test_a_mark_goes_back_to_where_the_person_was_and_to_no_other_host(clerk, rules, rf) -> None:
    page = get(clerk, q="手数料 第3条")
    token = page.context["page"].results[0].token
    answer = post(clerk, f"{PAGE}marks/{token}/?at=passage-5", step="helpful", back="/references/?q=a")
    assert answer["Location"] == "/references/?q=a#passage-5"
    assert HelpfulMark.objects.exists()
    assert "「役に立った」を外す" in shown(get(clerk, q="手数料 第3条"))
    post(clerk, f"{PAGE}marks/{token}/", step="not")
    assert not HelpfulMark.objects.exists()
    assert post(clerk, f"{PAGE}marks/x:y:z/", step="helpful").status_code == 404
    for strange in ("https://evil.example/", "//evil.example", "/accounts/", "/references/\\evil", ""):
        assert _back(rf.post("/?at='><b>", {"back": strange})) == PAGE


def test_a_search_is_saved_opened_with_what_is_new_and_forgotten(clerk, rules) -> None:
    kept = post(clerk, f"{PAGE}saved/", name="手数料", query="q=手数料")
    page = shown(get(clerk, kept["Location"]))
    assert "加わったものはありません" in page
    build.passages(of=build.document(title="手数料の手引き"), texts=[("手数料", "手数料を窓口で受け取る。")])
    page = shown(get(clerk, kept["Location"]))
    assert "1件が加わりました" in page
    assert "新着" in page
    post(clerk, f"{kept['Location']}step/", step="seen")
    assert "加わったものはありません" in shown(get(clerk, kept["Location"]))
    again = post(clerk, f"{PAGE}saved/", name="手数料", query="q=手数料")
    assert "もうあります" in shown(get(clerk, again["Location"]))
    assert "手数料</a>" in shown(get(clerk))
    post(clerk, f"{kept['Location']}step/", step="forget")
    assert not SavedSearch.objects.exists()


def test_the_results_become_the_documents_of_an_inquiry_and_can_be_changed(clerk, rules) -> None:
    begun = post(clerk, "/inquiries/new/", question="手数料はいつ納めますか", document=[str(rules), "99999", "x"])
    page = shown(get(clerk, begun["Location"]))
    assert "手数料はいつ納めますか</textarea>" in page
    assert "選んだ1件の文書だけから答えます" in page
    row = Inquiry.objects.get()
    assert row.document_ids == [rules]
    other = build.document(title="防災の手引き").pk
    choosing = f"/inquiries/{row.pk}/documents/"
    found = shown(get(clerk, choosing, q="防災"))
    assert TITLE in found, "what is chosen stays in sight"
    assert "防災の手引き" in found
    assert "その題名の文書はありません" in shown(get(clerk, choosing, q="ない題名"))
    post(clerk, choosing, document=[str(other)])
    row.refresh_from_db()
    assert row.document_ids == [other]
    many = [build.document(title=f"手引き {number}").pk for number in range(21)]
    refused = shown(post(clerk, choosing, document=[str(pk) for pk in many]))
    assert "20件まで" in refused
    assert refused.count(" checked>") == 21, "the ticks stay"
    post(clerk, choosing)
    row.refresh_from_db()
    assert row.document_ids == []


def test_whoever_may_not_use_ai_searches_all_the_same(town, people, rules) -> None:
    UseApproval.objects.all().delete()
    page = shown(get(client_of(town, people.member), q="手数料"))
    assert TITLE in page
    assert "この結果を使って質問する" not in page
    assert get(client_of(town, people.auditor), q="手数料").status_code == 403
