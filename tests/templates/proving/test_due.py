"""What a town takes over is proved by itself, beside the author's proof; one after the other, within its means."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.utils import timezone

from assistants.public import propose_patterns
from knowledge.editing.faq import approve_proposal
from knowledge.models import FaqEntry
from metering.public import AllowanceTerms, PeriodKind, UsageEvent, record_usage, set_allowance
from templates.adopting.install import Wanted, install
from templates.models import Adoption, EditionProof, ProofRun
from templates.proving import due
from templates.proving.due import start_due, why_not_yet
from templates.proving.run import work_on
from templates.proving.upkeep import sweep_proofs
from tenants.border.placement import TOWN_ONLY
from tenants.public import access_of, in_public, in_town
from tests.builders.library import edition, faq_content
from tests.model_server import Behaviour
from tests.templates.proving.test_gate import VALUES

SPOKEN = "夏まつりは無料です。町民体育館の鍵は三番窓口にあります。"


@pytest.fixture
def take(people, by):
    """Takes editions over, all at once."""

    def taken(*found) -> tuple[Adoption, ...]:
        wanted = [Wanted(one.pk, {blank["name"]: VALUES[blank["name"]] for blank in one.blanks}) for one in found]
        return install(wanted=wanted, access=access_of(person=people.admin), by=by, now=timezone.now())

    return taken


@pytest.fixture
def read(people, sit):
    """Pages as the admin reads them."""
    admin = sit(people.admin)
    return lambda path: admin.get(path).content.decode()


def reason() -> str:
    """Of the one that is due."""
    return next(iter(why_not_yet(adoptions=list(Adoption.objects.all()), now=timezone.now()).values()))


def test_a_prompt_is_proved_on_adoption_and_stands_beside_the_authors(released, model, take, read, towns) -> None:
    found = released(1)
    with in_public():
        told = {"town_id": towns[1].id, "town_name": towns[1].name, "model": "author-model", "ran_at": timezone.now()}
        EditionProof.objects.create(edition=found, cases=2, right=1, right_at=[1], **told)
    model.always(Behaviour(text=SPOKEN))
    row = take(found)[0]
    assert start_due(now=timezone.now()) == 1
    run = ProofRun.objects.get()
    assert work_on(run_id=run.pk) == "done"
    run.refresh_from_db()
    assert (run.state, run.right, run.cases, run.started_by) == ("done", 0, 2, "system")
    page = read(f"/library/items/{found.item_id}/")
    for words in (
        "author-model",
        "（2問中1問）",
        "（2問中0問）",
        "この町では不正解の問題 1問",
        "催しの名前: 夏まつり",
        SPOKEN,
    ):
        assert words in page
    assert "催しの名前: 秋の市" not in page  # wrong there too
    case = read(f"/library/proofs/{run.pk}/")
    for words in ("「無料」が入っています。", "差込欄の値を直す", f"/prompts/{row.local_ids[0]}/", "AIの利用: 2回"):
        assert words in case
    assert "この町だけ不正解の1問を見る" in read("/library/adopted/")
    _nobody_else_reads_it(found, towns)


def _nobody_else_reads_it(found, towns) -> None:
    """Nothing of the town's proof stands in any table that is not its own."""
    library = apps.get_app_config("template_library").get_models()
    shared = [model for model in library if model._meta.label_lower not in TOWN_ONLY]
    with in_public():
        rows = [str(row) for model in shared for row in model._base_manager.values()]
        proofs = list(EditionProof.objects.values_list("town_id", flat=True))
    assert rows
    assert not any("体育館の鍵" in row for row in rows)
    assert proofs == [towns[1].id]
    with in_town(towns[1]):
        assert not ProofRun.objects.exists()


def test_a_faq_set_is_proved_once_its_proposals_are_approved(town, towns, take, by) -> None:
    row = take(edition(content=faq_content(), by=towns[1]))[0]
    assert (start_due(now=timezone.now()), "提案にして承認されると" in reason()) == (0, True)
    propose_patterns(ids=row.local_ids, section_id=None, by=by, now=timezone.now())
    first, second = FaqEntry.objects.order_by("pk").values_list("pk", flat=True)
    approve_proposal(entry_id=first, by=by, now=timezone.now())
    assert (start_due(now=timezone.now()), "すべて承認されたあと" in reason()) == (0, True)
    FaqEntry.objects.filter(pk=second).update(proposed=None)  # given back: not for this town
    assert (start_due(now=timezone.now()), start_due(now=timezone.now())) == (1, 0)
    run = ProofRun.objects.get()
    assert work_on(run_id=run.pk) == "done"
    run.refresh_from_db()
    assert (run.right, run.cases, run.left_out) == (1, 1, 1)


def test_without_a_model_the_page_says_what_is_needed(released, take, read) -> None:
    take(released(1))
    assert start_due(now=timezone.now()) == 0
    for path in (f"/library/items/{Adoption.objects.get().item_id}/", "/library/adopted/"):
        assert "AIモデルがまだ設定されていません" in read(path)


@pytest.fixture
def usage(town):
    """Says how much of a month's allowance is used."""

    def used(*, percent: int) -> None:
        now = timezone.localtime()
        set_allowance(terms=AllowanceTerms(None, PeriodKind.MONTH, None, 100, now.date().replace(day=1)))
        event = UsageEvent(uuid4(), now, "draft", "staff", "試験", "test", tokens_in=percent)
        record_usage(event=event)

    return used


@pytest.fixture
def spoken_for(monkeypatch) -> None:
    """As if the town had a model."""
    monkeypatch.setattr(due, "writing_model_missing", lambda now: "")
    monkeypatch.setattr("templates.proving.start.writing_model_missing", lambda now: "")


def test_a_pack_is_proved_one_after_the_other_and_no_more_than_a_day_bears(
    spoken_for, released, take, monkeypatch, django_assert_max_num_queries
) -> None:
    monkeypatch.setattr(due, "MOST_BY_THEMSELVES", 2)
    take(*(released(1, title=f"案内{number}") for number in range(3)))
    now = timezone.now()
    with django_assert_max_num_queries(9):
        why_not_yet(adoptions=list(Adoption.objects.all()), now=now)
    assert sweep_proofs(now=now) == 1  # the message got lost: the sweep begins it
    assert start_due(now=now) == 0
    assert "ほかの検証が終わると" in reason()
    ProofRun.objects.update(state="done")
    assert start_due(now=now) == 1
    ProofRun.objects.update(state="done")
    assert (start_due(now=now), "1日2件まで" in reason()) == (0, True)
    assert start_due(now=now + timedelta(days=1)) == 1


def test_an_allowance_that_runs_low_is_left_to_people(spoken_for, released, take, usage) -> None:
    take(released(1))
    usage(percent=91)
    assert (start_due(now=timezone.now()), "利用枠の残りが少ない" in reason()) == (0, True)


def test_an_allowance_that_is_spent_on_the_way_ends_the_run(spoken_for, released, take, usage, read) -> None:
    take(released(1))
    start_due(now=timezone.now())
    usage(percent=100)
    run = ProofRun.objects.get()
    assert work_on(run_id=run.pk) == "failed"
    assert "利用枠を使い切ったため" in read(f"/library/proofs/{run.pk}/")
