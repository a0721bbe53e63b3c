"""The pages of the library: find, look, try, take over, update; bad input loses nothing."""

import re

import pytest
from django.utils import timezone

from assistants.models import PromptRun, PromptTemplate
from assistants.public import rewrite_prompt
from templates.models import Adoption, ProofRun, SharedItem, Withdrawal
from tenants.public import in_public
from tests.builders.library import edition, faq_content, prompt_content

pytestmark = pytest.mark.django_db

FIRST = "{{町名}}の催し「{{催しの名前}}」の案内文を書いてください。\n300字まで。"


@pytest.fixture
def desk(sit, people):
    """The admin's browser."""
    return sit(people.admin)


@pytest.fixture
def clerk(sit, people):
    """A clerk's, who looks and tries but installs nothing."""
    return sit(people.member)


def _post(client, url: str, **data):
    return client.post(url, data)


def test_a_clerk_finds_looks_and_tries_and_installs_nothing(home, town, clerk) -> None:
    made = edition(by=home)
    assert "催しの案内文" in clerk.get("/library/?q=催し").content.decode()
    page = clerk.get(f"/library/items/{made.item_id}/").content.decode()
    assert "甲野町の催し「〔催しの名前〕」" in page
    assert "導入する</a>" not in page
    tried = _post(clerk, f"/library/items/{made.item_id}/try/", f0="夏祭り", grade="1", do="preview").content.decode()
    assert "甲野町の催し「夏祭り」の案内文" in tried
    assert clerk.get(f"/library/items/{made.item_id}/adopt/").status_code == 403
    assert not PromptRun.objects.exists()
    assert not Adoption.objects.exists()


def test_a_faq_set_is_tried_beside_what_the_town_answers_now(home, town, clerk) -> None:
    made = edition(content=faq_content(), by=home)
    page = clerk.get(f"/library/items/{made.item_id}/try/?ask=dairi").content.decode()
    assert "いま住民が「代理でも取れますか」と尋ねると" in page
    assert "近い質問のFAQはありません。" in page


def test_a_blank_without_a_value_is_refused_and_what_was_typed_stays(home, town, desk) -> None:
    made = edition(content=faq_content(), by=home)
    url = f"/library/items/{made.item_id}/adopt/"
    answer = _post(desk, url, b0="甲野町", b1="役場", policy="ask", do="install")
    assert answer.status_code == 422
    assert "電話番号は半角の数字とハイフンで" in answer.content.decode()
    assert 'value="役場"' in answer.content.decode()
    assert not Adoption.objects.exists()
    assert _post(desk, url, b0="甲野町", b1="", n1="on", policy="ask", do="install").status_code == 302
    assert Adoption.objects.get().blanks == {"町名": "甲野町", "窓口の電話": None}


def test_a_withdrawal_while_the_wizard_is_open_is_told(home, town, desk) -> None:
    made = edition(by=home)
    url = f"/library/items/{made.item_id}/adopt/"
    assert desk.get(url).status_code == 200
    with in_public():
        Withdrawal.objects.create(edition=made, reason="金額の誤り", withdrawn_at=timezone.now(), withdrawn_by="運営")
    answer = _post(desk, url, b0="甲野町", policy="ask", do="install", edition=str(made.pk))
    assert answer.status_code == 422
    assert "金額の誤り" in answer.content.decode()
    assert not Adoption.objects.exists()


def test_what_was_ticked_comes_at_once_with_each_blank_once(home, town, desk) -> None:
    made = [edition(content=content, by=home) for content in (prompt_content(), faq_content())]
    page = desk.get("/library/pack/", {"item": [str(one.item_id) for one in made]}).content.decode()
    assert page.count('name="b0"') == 1
    names = {name: at for at, name in enumerate(re.findall(r'<label[^>]* for="id_b\d+"[^>]*>([^<]+)', page))}
    data = {f"b{names['町名']}": "甲野町", f"b{names['窓口の電話']}": "0999-90-1002"} if names else {}
    data = data or {"b0": "甲野町", "b1": "0999-90-1002"}
    answer = _post(desk, "/library/pack/", item=[str(one.item_id) for one in made], **data)
    assert answer.status_code == 302, answer.content.decode()
    assert Adoption.objects.count() == 2


def test_a_town_merges_on_the_page_and_its_template_says_where_it_came_from(home, town, desk, adopt, by) -> None:
    row = adopt(edition(content=prompt_content(body=FIRST), by=home))
    own = prompt_content(body=FIRST + "\n村長の一言を添える。").body
    rewrite_prompt(prompt_id=row.local_ids[0], body=own, message="一言", based_on=1, by=by, now=timezone.now())
    newer = FIRST.replace("300字まで。", "200字まで。")
    edition(content=prompt_content(body=newer), by=home, item_id=row.item_id, version="1.1.0", change_note="短く")
    assert "1版遅れています" in desk.get("/library/adopted/").content.decode()
    assert "1版遅れています" in desk.get(f"/prompts/{row.local_ids[0]}/").content.decode()
    page = desk.get(f"/library/adopted/{row.pk}/update/").content.decode()
    hidden = dict(re.findall(r'name="(edition|token)" value="([^"]+)"', page))
    assert "両方で変わった所が1か所あります" in page
    refused = _post(desk, f"/library/adopted/{row.pk}/update/", **hidden)
    assert refused.status_code == 422
    assert "どちらを使うか選んでください" in refused.content.decode()
    choice = re.search(r'name="(c-\d+-\d+)" value="both"', page) or re.search(r'name="(c-\d+-\d+)" value="mine"', page)
    assert _post(desk, f"/library/adopted/{row.pk}/update/", **hidden, **{choice[1]: "mine"}).status_code == 302
    body = PromptTemplate.objects.get(pk=row.local_ids[0]).pinned.content["body"]
    assert "村長の一言を添える。" in body
    assert Adoption.objects.get().version == "1.1.0"


def test_a_changed_copy_asks_before_it_goes(home, town, desk, adopt, by) -> None:
    row = adopt(edition(by=home))
    own = prompt_content(body="{{町名}}の「{{催しの名前}}」を、短く。").body
    rewrite_prompt(prompt_id=row.local_ids[0], body=own, message="短く", based_on=1, by=by, now=timezone.now())
    asked = _post(desk, f"/library/adopted/{row.pk}/step/", step="undo")
    assert asked.status_code == 409
    assert "版と、これまでの結果は残ります" in asked.content.decode()
    assert _post(desk, f"/library/adopted/{row.pk}/step/", step="undo", sure="1").status_code == 302
    assert not Adoption.objects.live().exists()


def test_a_law_that_changed_reaches_who_took_the_text_over(home, town, desk, adopt) -> None:
    own = edition(content=faq_content(), by=town)
    row = adopt(edition(content=faq_content(title="隣の住民票FAQ"), by=home))
    said = {"law": "住民基本台帳法", "text": "様式が変わります", "in_force_on": "2027-04-01"}
    refused = _post(desk, "/library/laws/", **{**said, "text": "0999-90-1001に電話してください。"})
    assert refused.status_code == 422
    assert "消すか、一般的な言い方に直して" in refused.content.decode()
    assert "0999-90-1001に電話してください。</textarea>" in refused.content.decode()
    assert _post(desk, "/library/laws/", **said).status_code == 302
    page = desk.get("/library/adopted/").content.decode()
    assert "住民基本台帳法が変わります" in page
    assert "法改正のお知らせのある共有ひな形" in desk.get("/home/").content.decode()
    notice = re.search(r'name="notice" value="(\d+)"', page)
    _post(desk, f"/library/adopted/{row.pk}/step/", step="seen", notice=notice[1])
    assert "住民基本台帳法が変わります" not in desk.get("/library/adopted/").content.decode()
    assert own.laws


def test_the_text_of_what_was_withdrawn_is_read_only_by_who_uses_it(home, town, desk, adopt) -> None:
    used, other = edition(by=home), edition(content=faq_content(), by=home)
    adopt(used)
    now = timezone.now()
    with in_public():
        SharedItem.objects.update(withdrawn_at=now, withdraw_reason="氏名が残っていた")
    for path in ("", "adopt/"):
        assert "の案内文を書いてください" in desk.get(f"/library/items/{used.item_id}/{path}").content.decode()
        page = desk.get(f"/library/items/{other.item_id}/{path}").content.decode()
        assert "氏名が残っていた" in page
        assert "委任状" not in page
        assert "受け取れます" not in page
    assert desk.get(f"/library/items/{other.item_id}/try/").status_code == 404
    assert _post(desk, f"/library/editions/{other.pk}/prove/").status_code == 302
    assert not ProofRun.objects.exists()


def test_a_stranger_item_is_nothing(town, desk) -> None:
    made = edition(consortium_id=77_000)
    for path in ("", "adopt/", "try/"):
        assert desk.get(f"/library/items/{made.item_id}/{path}").status_code == 404
    with in_public():
        assert SharedItem.objects.filter(pk=made.item_id).exists()
