"""The library by key: found, read as it would be here, as a file; what was not released to the town is not there."""

import json

import pytest
from django.utils import timezone

from audit_log.public import SYSTEM
from templates.envelope_file import read_envelope
from templates.models import EditionProof, ShownFigures
from templates.sharing.withdraw import withdraw_edition, withdraw_item
from tenants.public import in_public
from tests.assistants.api.conftest import Caller
from tests.builders.library import edition, faq_content, prompt_content
from tests.templates.api.conftest import HERE, errors

pytestmark = pytest.mark.django_db


def test_things_are_found_by_words_and_filters_a_page_at_a_time(
    caller: Caller, home, django_assert_max_num_queries
) -> None:
    for number in range(22):
        edition(content=prompt_content(title=f"催しの案内文 {number}"), by=home)
    made = edition(content=faq_content(), by=home)
    with django_assert_max_num_queries(16):
        found = caller.call("get", f"{HERE}/items/?q=住民票").json()
    assert [(one["title"], one["edition"], one["held"]) for one in found["items"]] == [
        ("住民票のFAQ", str(made.pk), None)
    ]
    assert found["facets"]["kind"][0]["value"] == "faq"
    second = caller.call("get", f"{HERE}/items/?kind=prompt&page=2").json()
    assert (second["count"], second["page"], second["pages"], len(second["items"])) == (22, 2, 2, 2)


def test_a_thing_reads_as_it_would_here_with_what_it_is_worth(
    caller: Caller, home, django_assert_max_num_queries
) -> None:
    first = edition(content=faq_content(), by=home)
    newer = faq_content(answer="{{町名}}の窓口か、電話 {{窓口の電話}} でどうぞ。")
    second = edition(content=newer, by=home, item_id=first.item_id, version="1.1.0", change_note="言い方")
    with in_public():
        EditionProof.objects.create(
            edition=second, town_id=home.id, town_name=home.name, cases=2, right=1, ran_at=timezone.now()
        )
        month = timezone.localdate().replace(day=1)
        ShownFigures.objects.create(item_id=second.item_id, towns=5, uses=40, success_percent=85, month=month)
    with django_assert_max_num_queries(28):
        read = caller.call("get", f"{HERE}/items/{first.item_id}/").json()
    assert read["missing"] == ["窓口の電話"]
    assert read["preview"]["patterns"][0]["answer"] == "甲野町の窓口か、電話 〔窓口の電話〕 でどうぞ。"
    assert "{{町名}}" in read["content"]["patterns"][0]["answer"]
    assert [(one["version"], one["change_note"]) for one in read["editions"]] == [
        ("1.1.0", "言い方"), ("1.0.0", "最初の版"),
    ]  # fmt: skip
    assert read["worth"]["author"]["percent"] == 50.0
    assert read["worth"]["figures"] == {"towns": 5, "uses": 40, "success_percent": 85, "minutes_saved": None}
    old = caller.call("get", f"{HERE}/items/{first.item_id}/?edition={first.pk}").json()
    assert old["version"] == "1.0.0"


def test_an_edition_comes_as_the_envelope_that_was_released(caller: Caller, home) -> None:
    made = edition(content=faq_content(), by=home)
    answer = caller.call("get", f"{HERE}/editions/{made.pk}/file/")
    envelope = read_envelope(data=json.dumps(answer.json()).encode())
    assert (envelope.id, envelope.version, envelope.content.digest) == (made.item_id, "1.0.0", made.digest)


def test_what_was_withdrawn_is_gone_with_its_reason(caller: Caller, home) -> None:
    made, other = edition(content=faq_content(), by=home), edition(by=home)
    newer = edition(
        content=prompt_content(body="{{町名}}の{{催しの名前}}"), by=home, item_id=other.item_id, version="1.1.0"
    )
    with in_public():
        item = made.item
        withdraw_item(item=item, reason="制度が変わりました", actor=SYSTEM, now=timezone.now())
    withdraw_edition(edition=newer, reason="誤り", actor=SYSTEM, now=timezone.now())
    for path in (f"items/{made.item_id}/", f"editions/{made.pk}/file/", f"editions/{newer.pk}/file/"):
        answer = caller.call("get", f"{HERE}/{path}")
        assert answer.status_code == 410
        code, sentence, _place = errors(answer)[0]
        assert code == "withdrawn"
        assert "制度が変わりました" in sentence or "誤り" in sentence
    assert caller.call("post", f"{HERE}/editions/{made.pk}/try/", {}).status_code == 410


def test_another_consortiums_and_unknown_things_are_not_there(caller: Caller) -> None:
    strange = edition(consortium_id=77_000)
    for path in (
        f"items/{strange.item_id}/",
        f"items/{strange.pk}/",
        f"editions/{strange.pk}/file/",
        f"editions/{strange.item_id}/file/",
    ):
        answer = caller.call("get", f"{HERE}/{path}")
        assert answer.status_code == 404
        assert errors(answer)[0][0] == "not_found"
    assert caller.call("post", f"{HERE}/editions/{strange.pk}/try/", {}).status_code == 404
    assert caller.call("get", f"{HERE}/items/?q=催し").json()["count"] == 0
    wrong = caller.call("get", f"{HERE}/items/{strange.item_id}/?edition=x")
    assert (wrong.status_code, errors(wrong)[0][2]) == (400, "edition")


def test_a_key_opens_only_what_its_scopes_name(town, people, home) -> None:
    made = edition(by=home)
    reader, asker = Caller(town, scopes=["library.read"]), Caller(town, scopes=["questions.ask"])
    assert reader.call("get", f"{HERE}/items/").status_code == 200
    assert reader.call("post", f"{HERE}/editions/{made.pk}/try/", {}).status_code == 403
    assert asker.call("get", f"{HERE}/items/").status_code == 403
    assert asker.call("get", f"{HERE}/items/{made.item_id}/").status_code == 403
