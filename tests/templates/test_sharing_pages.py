"""The town's pages of sharing, walked without scripts: choose, head, decide, correct, hand in, take back."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from assistants.models import Scope
from assistants.prompting.content import Content
from assistants.prompting.write import make_template
from audit_log.public import SYSTEM
from templates.envelope import plain_content
from templates.models import Offering, Submission
from tenants.public import Town, in_public
from tests.builders.library import edition, text_content
from tests.walls.specimens_library import offering as specimen

pytestmark = pytest.mark.django_db
BODY = "甲野町の催しの案内を書く。問い合わせは住民課（0999-90-1002）。"
HEAD = {
    "title": "催しの案内",
    "purpose": "知らせる",
    "task": "notice",
    "cautions": "日付を確かめる\n",
    "author": "甲野町 住民課",
    "section": "住民課",
    "licence": "CC BY 4.0",
    "change_note": "最初の版",
    "laws-TOTAL_FORMS": "1",
    "laws-INITIAL_FORMS": "0",
    "laws-0-title": "地方自治法",
    "laws-0-as_of": "2025-04-01",
}


@pytest.fixture
def admin(town: Town, people) -> Client:
    """The town's admin, signed in; the town has a template."""
    content = Content("催しの案内", "知らせる", "notice", BODY)
    make_template(content=content, scope=Scope.TOWN, holder_id=None, actor=SYSTEM, now=timezone.now())
    client = Client(HTTP_HOST=town.host)
    client.force_login(people.admin)
    return client


def begun(admin: Client) -> str:
    """The address of a preparation made from the template."""
    page = admin.get("/library/offerings/new/")
    key = next(one.key for one in page.context["choices"] if one.kind == "prompt")
    return admin.post("/library/offerings/new/", {"thing": key})["Location"]


def text_of(page) -> str:
    return page.content.decode()


def test_an_empty_list_says_what_to_do(admin) -> None:
    assert "まだ何も出していません" in text_of(admin.get("/library/offerings/"))


def test_nothing_chosen_is_said(admin) -> None:
    page = admin.post("/library/offerings/new/", {"thing": "prompt:123456"})
    assert "共有するものを1つ選んでください" in text_of(page)


def test_the_whole_way_to_the_operator_and_back(admin, town) -> None:
    address = begun(admin)
    assert admin.post(address, HEAD)["Location"] == f"{address}check/"
    page = admin.get(f"{address}check/")
    assert "決めていない言葉が" in text_of(page)
    assert "まだ申請できません" in text_of(admin.get(f"{address}submit/"))
    data = {}
    for form in page.context["forms"]:
        data |= {f"{form.prefix}-do": "blank", f"{form.prefix}-blank": form.row.fact.blank}
    assert admin.post(f"{address}check/", data)["Location"] == f"{address}submit/"
    seen = text_of(admin.get(f"{address}submit/"))
    assert "0999-90-1002" not in seen
    assert "<mark>町名</mark>" in seen
    assert admin.post(f"{address}submit/")["Location"] == "/library/offerings/"
    assert "確認待ち" in text_of(admin.get("/library/offerings/"))
    assert "申請を取り下げて直す" in text_of(admin.get(address))
    assert admin.get(f"{address}check/").status_code == HTTPStatus.NOT_FOUND
    admin.post(f"{address}step/", {"step": "take_back"})
    assert Offering.objects.get().state == "preparing"
    with in_public():
        assert Submission.objects.get().state == "taken_back"


def test_a_higher_number_may_be_chosen_and_the_moderator_sees_why(admin, town) -> None:
    first = edition(content=text_content(), by=town)
    row, content = specimen(), plain_content(content=text_content(title="AIの決まり", author="町"))
    blanks = content["blanks"]
    content |= {"blanks": [], "body": {"title": "AIの決まり", "body": "# 目的\n\n職員がAIを使うときの決まり。"}}
    Offering.objects.filter(pk=row.pk).update(content=content, item_id=first.item_id, change_note="短くした")
    address = f"/library/offerings/{row.pk}/submit/"
    page = text_of(admin.get(address))
    assert "差込欄が変わる（なくなった: 町名）ため、版 2.0.0 以上になります" in page
    content |= {"blanks": blanks}
    content["body"] = {"title": "AIの決まり", "body": "# 目的\n\n{{町名}}の職員の決まり。"}
    Offering.objects.filter(pk=row.pk).update(content=content)
    page = text_of(admin.get(address))
    for words in ('value="minor"', 'value="major"', "1.1.0（中身の追加や変更", "2.0.0（使い方が変わる"):
        assert words in page, words
    assert 'value="patch"' not in page
    assert "以上にしてください" in text_of(admin.post(address, {"step": "patch"}))
    admin.post(address, {"step": "major"})
    with in_public():
        assert Submission.objects.get().version == "2.0.0"


def test_a_missing_word_and_a_law_without_a_day_are_named(admin) -> None:
    address = begun(admin)
    page = admin.post(address, {**HEAD, "change_note": "", "laws-0-as_of": ""})
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "いつ現在の法令かを書いてください" in text_of(page)


def test_a_decision_without_its_words_is_refused_and_nothing_is_lost(admin) -> None:
    address = begun(admin)
    forms = admin.get(f"{address}check/").context["forms"]
    data = {f"{forms[0].prefix}-do": "keep", f"{forms[0].prefix}-reason": ""}
    data |= {f"{forms[1].prefix}-do": "keep", f"{forms[1].prefix}-reason": "窓口の山田花子 090-1234-5678 に聞いた"}
    page = admin.post(f"{address}check/", data)
    assert "残す理由を書いてください" in text_of(page)
    assert "理由に個人情報を書かないでください" in text_of(page)
    assert "090-1234-5678" in text_of(page)
    assert Offering.objects.get().decisions == {}


def test_a_text_is_corrected_in_the_copy_only(admin) -> None:
    address = begun(admin)
    assert "文章を直す" in text_of(admin.get(f"{address}text/?place=body/body"))
    admin.post(f"{address}text/?place=body/body", {"text": "催しの案内を書く。"})
    assert Offering.objects.get().content["body"]["body"] == "催しの案内を書く。"
    for place in ("body/nothing", "change_note", ""):
        assert admin.get(f"{address}text/?place={place}").status_code == HTTPStatus.NOT_FOUND


def test_marks_and_suggestions(admin) -> None:
    address = begun(admin)
    told = admin.post(f"{address}mark/", {"step": "mark", "text": "どこにもない言葉", "kind": "facility"}, follow=True)
    assert "その言葉は文章にありません" in text_of(told)
    admin.post(f"{address}mark/", {"step": "mark", "text": "催しの案内", "kind": "facility"})
    assert Offering.objects.get().marks == [{"text": "催しの案内", "kind": "facility"}]
    admin.post(f"{address}mark/", {"step": "unmark", "text": "催しの案内"})
    assert Offering.objects.get().marks == []
    assert "差込欄にしました" in text_of(admin.post(f"{address}mark/", {"step": "suggested"}, follow=True))


def test_a_preparation_is_thrown_away(admin) -> None:
    address = begun(admin)
    admin.post(f"{address}step/", {"step": "discard"})
    assert not Offering.objects.exists()


@pytest.mark.parametrize("walker", ["head", "member", "auditor"])
def test_only_who_keeps_the_towns_templates_shares(admin, town, people, walker: str) -> None:
    address = begun(admin)
    client = Client(HTTP_HOST=town.host)
    client.force_login(getattr(people, walker))
    for path in ("/library/offerings/", "/library/offerings/new/", address, f"{address}check/", f"{address}submit/"):
        assert client.get(path).status_code == HTTPStatus.FORBIDDEN


def test_the_list_asks_as_often_for_many_as_for_one(admin, django_assert_max_num_queries) -> None:
    for _number in range(5):
        begun(admin)
    with django_assert_max_num_queries(25):
        admin.get("/library/offerings/")
