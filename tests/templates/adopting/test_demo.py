"""The demo's shared things: released, taken over, one copy two editions behind; proved, talked about, wished for."""

import pytest
from django.utils import timezone

from assistants.public import local_prompts
from templates.adopting.standing import live_standings
from templates.adopting.upgrade import compare
from templates.models import (
    Adoption,
    EditionProof,
    LibraryAnswer,
    LibraryQuestion,
    ProofRun,
    SharedItem,
    Thanks,
    TownText,
    Wish,
)
from tenants.public import in_public
from tests.towns import settle
from yuimachi.demo.library_adopting import share_templates
from yuimachi.demo.library_worth import prove_and_talk

pytestmark = pytest.mark.django_db


def test_a_demo_town_is_two_editions_behind_and_wrote_a_line_of_its_own(home, town, people) -> None:
    for _again in range(2):
        share_templates(towns={"kumoi": home, "wakabano": home, "shionagi": town}, now=timezone.now())
    with in_public():
        assert SharedItem.objects.count() == 6
    behind = next(one for one in live_standings() if one.notices)
    assert (behind.behind, behind.newest.version, len(behind.notices)) == (2, "1.2.0", 1)
    row = Adoption.objects.get(pk=behind.adoption.pk)
    body = local_prompts(ids=row.local_ids)[row.local_ids[0]].body["body"]
    assert "加工場" in body
    page = compare(adoption=row, edition_id=behind.newest.pk)
    assert page.conflicts == 1
    assert Adoption.objects.count() == 4
    text = TownText.objects.get()
    assert "観光協会から預かった資料" in text.versions.get(number=text.number).body


def test_the_demo_towns_prove_and_talk_and_do_so_once(home, town, people) -> None:
    settle(home)
    towns = {"kumoi": home, "wakabano": home, "shionagi": town}
    for _again in range(2):
        share_templates(towns=towns, now=timezone.now())
        prove_and_talk(towns=towns, now=timezone.now())
    runs = {run.kind: run for run in ProofRun.objects.all()}
    assert {kind: (run.state, run.cases) for kind, run in runs.items()} == {
        "faq": ("done", 3),
        "evaluation": ("done", 8),
    }
    with in_public():
        author = EditionProof.objects.get(edition__item__kind="faq")
        said = (LibraryQuestion.objects.count(), LibraryAnswer.objects.count(), Thanks.objects.count())
        assert (said, Wish.objects.count()) == ((2, 2, 2), 2)
    assert author.percent > runs["faq"].percent  # other wordings were struck out here
