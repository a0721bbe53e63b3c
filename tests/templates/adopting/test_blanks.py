"""The town's values of an adopted thing change: seen first, written as a version, what the town wrote by hand stays."""

import re

import pytest
from django.utils import timezone

from assistants.models import BlankValue, EvaluationQuestion, FaqPattern, PromptTemplate
from assistants.public import PromptBlank
from audit_log.models import Entry
from templates.adopting.local import LocalChanged
from templates.adopting.merge import Choice, Unresolved
from templates.adopting.revalue import Revalued, compare_values, revalue
from templates.keeping.write import Wording, save_text
from templates.models import Adoption, TownText
from tests.builders.library import TOWN_NAME, edition, evaluation_content, faq_content, prompt_content, text_content

pytestmark = pytest.mark.django_db

DESK = PromptBlank("担当課", "text")
BODY = "# 相談\n\n{{町名}}の{{担当課}}に聞きます。\n\n委員会は{{担当課}}が開きます。\n\n毎年見直します。"


@pytest.fixture
def text(home, adopt) -> Adoption:
    """A guideline with a desk in two paragraphs."""
    return adopt(edition(content=text_content(body=BODY, blanks=(TOWN_NAME, DESK)), by=home), 担当課="総務課")


def _revalue(row, values, admin, by, conflicts=None):
    """With `conflicts` the choice at each of them."""
    page = compare_values(adoption=Adoption.objects.get(pk=row.pk), values=values)
    places = [(at, n) for at, part in page.changed for n, hunk in enumerate(part.hunks) if hunk.state == "conflict"]
    decided = Revalued(values, page.token, dict.fromkeys(places, conflicts) if conflicts else {})
    return revalue(adoption_id=row.pk, decided=decided, access=admin, by=by, now=timezone.now())


def _newest() -> str:
    text = TownText.objects.get()
    return str(text.versions.get(number=text.number).body)


def test_new_values_stand_in_the_next_version_and_the_towns_own_words_ask(text, admin, by) -> None:
    _revalue(text, {"町名": "甲野町", "担当課": "企画課"}, admin, by)
    assert _newest() == BODY.replace("{{町名}}", "甲野町").replace("{{担当課}}", "企画課")
    own = _newest().replace("毎年見直します。", "2年ごとに見直します。").replace("に聞きます", "（2階）に聞きます")
    wording = Wording("生成AI利用ガイドライン", own)
    save_text(text_id=text.local_ids[0], wording=wording, based_on=2, by=by, now=timezone.now())
    values = {"町名": "甲野町", "担当課": "情報課"}
    with pytest.raises(Unresolved):
        _revalue(text, values, admin, by)
    assert _newest() == own
    _revalue(text, values, admin, by, Choice.MINE)
    assert _newest() == own.replace("委員会は企画課", "委員会は情報課")
    gone = {"町名": "甲野町", "担当課": None}
    row = _revalue(text, gone, admin, by, Choice.THEIRS)
    assert "課" not in _newest()
    assert row.blanks == gone
    assert Entry.objects.filter(action="templates.adoption.revalued").count() == 3


def test_what_was_written_meanwhile_is_not_written_over(text, admin, by) -> None:
    values = {"町名": "甲野町", "担当課": "企画課"}
    decided = Revalued(values, compare_values(adoption=text, values=values).token, {})
    wording = Wording("生成AI利用ガイドライン", "町の言葉だけ")
    save_text(text_id=text.local_ids[0], wording=wording, based_on=1, by=by, now=timezone.now())
    with pytest.raises(LocalChanged):
        revalue(adoption_id=text.pk, decided=decided, access=admin, by=by, now=timezone.now())
    assert _newest() == "町の言葉だけ"


def test_sets_take_the_values_in_and_prompts_keep_them_beside(home, town, adopt, admin, by) -> None:
    asked = adopt(edition(content=evaluation_content(), by=home))
    _revalue(asked, {"町名": "甲野町", "窓口の電話": "0999-90-7777"}, admin, by)
    assert EvaluationQuestion.objects.get(question__contains="電話").facts == ["0999-90-7777"]
    faq = adopt(edition(content=faq_content(answer="窓口で受け取れます。電話は{{窓口の電話}}です。"), by=home))
    _revalue(faq, {"町名": "甲野町", "窓口の電話": None}, admin, by)
    assert FaqPattern.objects.get(pk=faq.local_ids[0]).answer == "窓口で受け取れます。"
    prompt = adopt(edition(content=prompt_content(), by=home))
    _revalue(prompt, {"町名": "甲野の里"}, admin, by)
    assert BlankValue.objects.get(name="町名").value == "甲野の里"
    assert PromptTemplate.objects.get(pk=prompt.local_ids[0]).pinned.number == 1


def test_a_clerk_sees_what_changes_before_it_is_written(text, sit, people) -> None:
    desk, url = sit(people.admin), f"/library/adopted/{text.pk}/blanks/"
    assert url in desk.get("/library/adopted/").content.decode()
    assert 'value="総務課"' in desk.get(url).content.decode()
    assert desk.post(url, {"b0": "甲野町", "b1": "", "do": "look"}).status_code == 422
    looked = desk.post(url, {"b0": "甲野町", "b1": "企画課", "do": "look"}).content.decode()
    assert "委員会は企画課が開きます。" in looked
    assert "総務課" in _newest()
    token = re.search(r'name="token" value="(\w+)"', looked)[1]
    assert desk.post(url, {"b0": "甲野町", "b1": "企画課", "token": "x", "do": "write"}).status_code == 422
    assert desk.post(url, {"b0": "甲野町", "b1": "企画課", "token": token, "do": "write"}).status_code == 302
    assert "委員会は企画課が開きます。" in _newest()
    assert sit(people.member).get(url).status_code == 403
