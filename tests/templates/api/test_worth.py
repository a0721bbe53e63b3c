"""Proofs, wishes and settings by key: started, read beside the author's score; towns want and offer, people consent."""

import pytest
from django.utils import timezone

from templates.models import EditionProof, ProofRun, Wish, WishSupport
from templates.proving.run import work_on
from tenants.public import in_public, member
from tests.assistants.api.conftest import Caller
from tests.builders.library import edition, evaluation_content, faq_content, text_content
from tests.templates.api.conftest import HERE, errors

pytestmark = pytest.mark.django_db


def test_a_proof_is_started_read_and_stands_beside_the_authors(caller: Caller, home) -> None:
    made = edition(content=evaluation_content(), by=home)
    with in_public():
        EditionProof.objects.create(
            edition=made, town_id=home.id, town_name=home.name, cases=2, right=2, ran_at=timezone.now()
        )
    begun = caller.call("post", f"{HERE}/editions/{made.pk}/proofs/")
    assert (begun.status_code, begun.json()["state"], begun.json()["asked"]) == (202, "queued", 0)
    twin = caller.call("post", f"{HERE}/editions/{made.pk}/proofs/")
    assert (twin.status_code, errors(twin)[0][0]) == (409, "not_started")
    path = f"{HERE}/proofs/{begun.json()['proof']}/"
    work_on(run_id=begun.json()["proof"])
    read = caller.call("get", path).json()
    assert (read["state"], read["right"], read["asked"], read["author"]["percent"]) == ("done", 0, 2, 100.0)
    assert read["results"][0]["missing"] == ["8時"]
    assert caller.call("post", f"{path}cancel/").json()["state"] == "done"
    text = caller.call("post", f"{HERE}/editions/{edition(content=text_content(), by=home).pk}/proofs/")
    assert (text.status_code, "評価の問題" in errors(text)[0][1]) == (409, True)
    assert caller.call("post", f"{HERE}/editions/{edition(consortium_id=77_000).pk}/proofs/").status_code == 404
    faq = caller.call("post", f"{HERE}/editions/{edition(content=faq_content(), by=home).pk}/proofs/")
    assert (faq.status_code, "承認されたあと" in errors(faq)[0][1]) == (409, True)
    assert ProofRun.objects.count() == 1


def test_a_town_wants_offers_and_answers_a_wish(caller: Caller, town, home) -> None:
    consortium = member(town_id=town.id).consortium_id
    with in_public():
        values = {"text": "空き家のFAQ", "town_name": "丙山町", "made_at": timezone.now()}
        wish = Wish.objects.create(consortium_id=consortium, **values)
    path = f"{HERE}/wishes/{wish.pk}/"
    assert caller.call("post", f"{path}support/", {}).status_code == 204
    mine = edition(by=home)
    assert caller.call("post", f"{path}answer/", {"item": str(mine.item_id)}).status_code == 404  # it offered nothing
    assert caller.call("post", f"{path}support/", {"offers": True}).status_code == 204
    read = caller.call("get", f"{HERE}/wishes/").json()["wishes"][0]
    assert (read["text"], read["wanted"], read["offers"], read["offered"]) == ("空き家のFAQ", 0, ["甲野町"], True)
    assert caller.call("post", f"{path}answer/", {"item": str(mine.item_id)}).status_code == 204
    done = caller.call("get", f"{HERE}/wishes/").json()
    assert (done["wishes"], done["done"][0]["item"]) == ([], str(mine.item_id))
    with in_public():
        assert WishSupport.objects.count() == 1


def test_consent_is_read_and_never_given_by_a_key(caller: Caller) -> None:
    read = caller.call("get", f"{HERE}/settings/")
    assert read.json() == {"gives_figures": False, "gives_gaps": False, "least_percent": 0}
    assert caller.call("post", f"{HERE}/settings/", {"gives_figures": True}).status_code == 405
