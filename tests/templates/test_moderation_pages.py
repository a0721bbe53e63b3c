"""The operator's pages: the queue, approving, returning, withdrawing, exchange."""

import json
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from templates.models import KnownInstallation, SharedItem, Submission
from templates.sharing.signing import own_public_key
from tenants.models import Person
from tenants.public import Town, in_public, in_town
from tests.builders.library import edition, text_content
from tests.templates.sharing.test_exchange import far, signed
from tests.towns import PASSWORD
from tests.walls.secret import SECRET
from tests.walls.specimens_library import offering, submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(settings) -> Client:
    """Signed in on the operator's host."""
    client = Client(HTTP_HOST=settings.OPERATOR_HOST)
    with in_public():
        person = Person.objects.create_user(email="op@op.example", name="結城", password=PASSWORD, is_operator=True)
        client.force_login(person)
    return client


@pytest.fixture
def waiting(towns: tuple[Town, Town]) -> Submission:
    """What the first town handed in."""
    with in_town(towns[0]):
        return submission()


def text_of(page) -> str:
    return page.content.decode()


def test_the_queue_says_when_it_is_empty(operator, towns) -> None:
    assert "確認を待っている申請はありません" in text_of(operator.get("/library/submissions/"))
    assert "この状態の申請はありません" in text_of(operator.get("/library/submissions/?state=approved"))
    assert operator.get("/library/submissions/?state=nonsense").status_code == HTTPStatus.OK


def test_a_submission_is_read_and_released(operator, waiting) -> None:
    assert waiting.title in text_of(operator.get("/library/submissions/"))
    page = operator.get(f"/library/submissions/{waiting.pk}/")
    assert "1.0.0（最初の版）" in text_of(page)
    done = operator.post(f"/library/submissions/{waiting.pk}/", {"step": "approve"}, follow=True)
    assert "を公開しました" in text_of(done)
    again = operator.post(f"/library/submissions/{waiting.pk}/", {"step": "approve"}, follow=True)
    assert "すでに決まったか" in text_of(again)
    with in_public():
        item = SharedItem.objects.get()
    assert "最新" in text_of(operator.get(f"/library/items/{item.pk}/"))


def test_the_moderator_goes_through_the_queue_and_sees_what_is_new(operator, waiting, towns) -> None:
    with in_town(towns[0]):
        second = submission()
    assert text_of(operator.get("/library/submissions/")).count("まだ見ていません") == 2
    page = text_of(operator.get(f"/library/submissions/{waiting.pk}/"))
    assert "確認待ち2件の1件目" in page
    assert f'href="/library/submissions/{second.pk}/"' in page
    assert text_of(operator.get("/library/submissions/")).count("まだ見ていません") == 1
    done = operator.post(f"/library/submissions/{waiting.pk}/", {"step": "return", "comment": "短く"}, follow=True)
    assert done.redirect_chain[-1][0] == f"/library/submissions/{second.pk}/"
    assert "確認待ち1件の1件目" in text_of(done)


def test_it_goes_back_with_a_comment_only(operator, waiting) -> None:
    address = f"/library/submissions/{waiting.pk}/"
    assert operator.post(address, {"step": "return", "comment": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    operator.post(address, {"step": "return", "comment": "見出しを短く"})
    with in_public():
        assert Submission.objects.get().comment == "見出しを短く"
    assert "見出しを短く" in text_of(operator.get(address))


def test_an_item_and_one_edition_are_withdrawn(operator, towns) -> None:
    first = edition(content=text_content(), by=towns[0])
    edition(content=text_content(body="{{町名}}の新しい決まり"), by=towns[0], item_id=first.item_id, version="1.1.0")
    address = f"/library/items/{first.item_id}/withdraw/"
    assert "理由を300文字まで" in text_of(operator.post(address, {"reason": ""}, follow=True))
    page = operator.post(address, {"reason": "誤り", "version": "1.1.0"}, follow=True)
    assert "取り下げました" in text_of(page)
    assert "すでに取り下げ" in text_of(operator.post(address, {"reason": "誤り", "version": "1.1.0"}, follow=True))
    assert operator.post(address, {"reason": "誤り", "version": "7.7.7"}).status_code == HTTPStatus.NOT_FOUND
    operator.post(address, {"reason": "制度の廃止"})
    with in_public():
        assert SharedItem.objects.get().withdraw_reason == "制度の廃止"


def test_items_are_found_by_words(operator, towns) -> None:
    edition(content=text_content(), by=towns[0])
    assert "生成AI利用ガイドライン" in text_of(operator.get("/library/items/?q=ガイドライン"))
    assert "見つかりませんでした" in text_of(operator.get("/library/items/?q=除雪"))


def test_files_go_out_and_come_in_by_the_page(operator, towns) -> None:
    made = edition(content=text_content(), by=towns[0])
    page = operator.get("/library/exchange/")
    assert own_public_key() in text_of(page)
    assert "まだ登録されていません" in text_of(page)
    data = json.loads(operator.post("/library/exchange/file/", {"item": str(made.item_id)}).content)
    assert len(data["editions"]) == 1
    assert json.loads(operator.post("/library/exchange/file/", {"item": "x"}).content)["editions"] == []
    operator.post("/library/exchange/installations/", {"name": "となり", "public_key": own_public_key()})
    consortium = page.context["form"].fields["consortium"].choices[0][0]
    file = SimpleUploadedFile("library.json", signed(far()))
    done = operator.post("/library/exchange/", {"consortium": consortium, "file": file}, follow=True)
    assert "「となり」から1件を読み込みました" in text_of(done)
    file = SimpleUploadedFile("library.json", signed(far()).replace(b"1.0.0", b"1.0.1"))
    refused = operator.post("/library/exchange/", {"consortium": consortium, "file": file})
    assert "署名が合いません" in text_of(refused)
    with in_public():
        known = KnownInstallation.objects.get()
    operator.post(f"/library/exchange/installations/{known.pk}/forget/")
    assert "まだ登録されていません" in text_of(operator.get("/library/exchange/"))


def test_a_key_that_is_none_or_known_already_is_refused(operator, towns) -> None:
    address = "/library/exchange/installations/"
    assert "公開鍵の形ではありません" in text_of(operator.post(address, {"name": "x", "public_key": "abc"}))
    operator.post(address, {"name": "x", "public_key": own_public_key()})
    again = operator.post(address, {"name": "y", "public_key": own_public_key()}, follow=True)
    assert "すでに登録されています" in text_of(again)


def test_a_file_of_hundred_megabytes_is_refused_by_its_size(operator, towns, monkeypatch) -> None:
    file = SimpleUploadedFile("big.json", b" ")
    monkeypatch.setattr("templates.console.forms_moderation.MOST_BYTES", 0)
    assert "大きすぎます" in text_of(operator.post("/library/exchange/", {"consortium": "1", "file": file}))


def test_the_operator_sees_nothing_that_a_town_only_prepares(operator, towns) -> None:
    with in_town(towns[0]):
        row = offering()
    for path in ("/library/submissions/", "/library/items/", "/library/exchange/"):
        assert SECRET not in text_of(operator.get(path))
    assert operator.get(f"/library/submissions/{uuid4()}/").status_code == HTTPStatus.NOT_FOUND
    assert operator.get(f"/library/offerings/{row.pk}/").status_code == HTTPStatus.NOT_FOUND


def test_the_queue_asks_as_often_for_many_as_for_one(operator, towns, django_assert_max_num_queries) -> None:
    with in_town(towns[0]):
        for _number in range(8):
            submission()
    with django_assert_max_num_queries(12):
        operator.get("/library/submissions/")
