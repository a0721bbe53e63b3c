"""Blanks take the place of facts only when everything is decided."""

import pytest

from templates.benching.local_facts import towns
from templates.delocalising.find_local_facts import find_local_facts
from templates.delocalising.local_fact import Decision, FoundBlank, Unresolved
from templates.delocalising.replace_by_blanks import replace_by_blanks, suggested

KUMOI = towns()["kumoi"]


def test_facts_become_blanks_and_what_is_kept_is_told_with_its_reason():
    texts = {"title": "雲井町の案内", "body": "雲井町長 北川誠一。手数料は300円。"}
    facts = find_local_facts(texts=texts, town=KUMOI)
    decisions = suggested(facts=facts) | {"amount:300円": Decision(reason="法令で全国同じ額")}
    done = replace_by_blanks(texts=texts, facts=facts, decisions=decisions)
    assert done.texts == {"title": "{{町名}}の案内", "body": "{{町名}}長 {{首長の氏名}}。手数料は300円。"}
    assert done.kept == {"amount:300円": "法令で全国同じ額"}
    assert FoundBlank("町名", "text", "town.name") in done.blanks


def test_one_open_fact_holds_everything_back():
    texts = {"body": "雲井町の手数料は300円。"}
    facts = find_local_facts(texts=texts, town=KUMOI)
    with pytest.raises(Unresolved) as held:
        replace_by_blanks(texts=texts, facts=facts, decisions={"own_town:雲井町": Decision(blank="町名")})
    assert [fact.text for fact in held.value.facts] == ["300円"]


def test_personal_data_holds_back_whatever_was_decided():
    texts = {"body": "山田太郎さんの住民票の件"}
    facts = find_local_facts(texts=texts, town=KUMOI)
    with pytest.raises(Unresolved):
        replace_by_blanks(texts=texts, facts=facts, decisions={fact.key: Decision(blank="氏名") for fact in facts})


def test_what_could_be_a_persons_may_become_a_blank_but_not_stay():
    texts = {"body": "住所は神奈川県横浜市中区本町6丁目50番地です。"}
    facts = find_local_facts(texts=texts, town=KUMOI)
    assert any(fact.private for fact in facts)
    keep = {fact.key: Decision(reason="公開の住所") for fact in facts}
    with pytest.raises(Unresolved):
        replace_by_blanks(texts=texts, facts=facts, decisions=keep)
    done = replace_by_blanks(texts=texts, facts=facts, decisions=suggested(facts=facts))
    assert "50番地" not in done.texts["body"]


def test_a_decision_is_a_blank_or_a_reason():
    for blank, reason in (("", ""), ("町名", "理由"), (" ", "")):
        with pytest.raises(ValueError, match="blank or a reason"):
            Decision(blank=blank, reason=reason)
