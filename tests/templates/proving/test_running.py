"""An edition is proved: cases asked, killed and taken up; the author's score public, everybody else's private."""

from datetime import timedelta

import pytest
from django.utils import timezone

from templates.models import EditionProof, LibrarySettings, ProofResult, ProofRun
from templates.proving import run as running
from templates.proving.gate import may_go_live
from templates.proving.run import work_on
from templates.proving.start import NotStarted, cancel_proof, start_proof
from templates.proving.upkeep import sweep_proofs
from templates.reach import OutOfReach
from tenants.public import in_public, in_town
from tests.builders.library import edition, faq_content, text_content
from tests.model_server import Behaviour, Fault

GOOD = Behaviour(text="甲野町の夏まつりと秋の市のお知らせです。")


def prove(found, by, **more):
    return start_proof(edition_id=found.pk, actor=by, now=timezone.now(), rings=False, **more)


def test_the_authors_score_is_told_to_all_with_model_and_day(released, by, model) -> None:
    found = released(0)
    model.always(GOOD)
    run_id = prove(found, by)
    assert work_on(run_id=run_id) == "done"
    run = ProofRun.objects.get()
    assert (run.right, run.cases, run.percent) == (2, 2, 100.0)
    with in_public():
        proof = EditionProof.objects.get()
    assert (proof.edition_id, proof.right, proof.cases, bool(proof.model)) == (found.pk, 2, 2, True)


def test_an_adopters_score_stays_in_the_town(released, by, model) -> None:
    model.always(Behaviour(text="夏まつりは無料です。"))
    run_id = prove(released(1), by)
    assert work_on(run_id=run_id) == "done"
    first, second = ProofResult.objects.order_by("position")
    assert (first.right, first.forbidden) == (False, ["無料"])
    assert (second.right, second.missing) == (False, ["秋の市", "甲野町"])
    with in_public():
        assert not EditionProof.objects.exists()


def test_a_failing_model_says_nothing_of_the_edition(released, by, model) -> None:
    model.always(Behaviour(fault=Fault.UNAUTHORIZED))
    run_id = prove(released(0), by)
    assert work_on(run_id=run_id) == "failed"
    with in_public():
        assert not EditionProof.objects.exists()


def test_a_killed_run_goes_on_where_it_was(released, by, model, monkeypatch) -> None:
    model.always(GOOD)
    run_id = prove(released(0), by)
    monkeypatch.setattr(running, "ask_case", _killed)
    with pytest.raises(KeyboardInterrupt):
        work_on(run_id=run_id)
    monkeypatch.undo()
    assert work_on(run_id=run_id) is None  # still held by the dead worker
    ProofRun.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert sweep_proofs(now=timezone.now()) == 1
    assert ProofRun.objects.get().state == "done" or work_on(run_id=run_id) == "done"
    assert ProofResult.objects.filter(asked_at=None).count() == 0


def test_without_a_model_the_sentence_says_what_is_missing(released, by) -> None:
    with pytest.raises(NotStarted, match="AIモデルがまだ設定されていません"):
        prove(released(0), by)


def test_a_faq_needs_no_model_and_is_asked_in_the_authors_town_or_where_it_was_taken_over(town, towns, by) -> None:
    with pytest.raises(NotStarted, match="導入して、提案が承認されたあと"):
        prove(edition(content=faq_content(), by=towns[1]), by)
    run_id = prove(edition(content=faq_content(), by=towns[0]), by)
    assert work_on(run_id=run_id) == "done"
    run = ProofRun.objects.get()
    assert (run.right, run.cases, run.model) == (0, 2, "")  # the town has no such entries


def test_nothing_to_ask_and_running_already_are_said(released, towns, by) -> None:
    with pytest.raises(NotStarted, match="評価の問題が付いていない"):
        prove(edition(content=text_content(), by=towns[1]), by)
    faq = edition(content=faq_content(), by=towns[0])
    run_id = prove(faq, by)
    with pytest.raises(NotStarted, match="いま検証しています"):
        prove(faq, by)
    assert cancel_proof(run_id=run_id, actor=by, now=timezone.now())
    assert work_on(run_id=run_id) is None


def test_an_edition_of_another_consortium_is_out_of_reach(by) -> None:
    with pytest.raises(OutOfReach):
        prove(edition(content=faq_content(), consortium_id=77_000), by)


def test_a_town_that_asks_for_a_least_share_lets_nothing_live_below_it(released, towns, by) -> None:
    found = edition(content=faq_content(), by=towns[1])
    assert may_go_live(edition_id=found.pk).allowed
    LibrarySettings.objects.create(least_percent=80, changed_at=timezone.now(), changed_by="試験")
    assert "検証する" in may_go_live(edition_id=found.pk).sentence
    values = {"item_id": found.item_id, "edition_id": found.pk, "version": "1.0.0", "kind": "faq", "cases": 10}
    run = ProofRun.objects.create(state="done", right=7, queued_at=timezone.now(), started_by="試験", **values)
    low = may_go_live(edition_id=found.pk)
    assert (low.allowed, low.percent) == (False, 70.0)
    assert "80%" in low.sentence
    ProofRun.objects.filter(pk=run.pk).update(right=8)
    assert may_go_live(edition_id=found.pk).allowed
    without = edition(content=text_content(), by=towns[1])
    assert may_go_live(edition_id=without.pk).allowed
    with in_town(towns[1]):
        assert may_go_live(edition_id=found.pk).least == 0


def _killed(**_given):
    raise KeyboardInterrupt
