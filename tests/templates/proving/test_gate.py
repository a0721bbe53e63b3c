"""A town that asks for a share of right cases uses no prompt below it; the same by the command line."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from templates.adopting.install import NotProven, Wanted, install
from templates.adopting.upgrade import Decided, compare, upgrade
from templates.models import Adoption, LibrarySettings, ProofRun
from tenants.public import access_of
from tests.builders.library import edition, faq_content, prompt_content

VALUES = {"町名": "甲野町", "窓口の電話": "0999-90-1002"}


@pytest.fixture
def standard(town) -> None:
    """80 % or more."""
    LibrarySettings.objects.create(least_percent=80, changed_at=timezone.now(), changed_by="管理者")


def take(found, people, by) -> Adoption:
    values = {blank["name"]: VALUES[blank["name"]] for blank in found.blanks}
    return install(wanted=[Wanted(found.pk, values)], access=access_of(person=people.admin), by=by, now=timezone.now())[
        0
    ]


def renew(row: Adoption, newer, people, by) -> Adoption:
    decided = Decided(newer.pk, compare(adoption=row, edition_id=newer.pk).token, {}, {})
    return upgrade(
        adoption_id=row.pk, decided=decided, access=access_of(person=people.admin), by=by, now=timezone.now()
    )


def proved(found, right: int) -> None:
    ProofRun.objects.create(
        edition_id=found.pk,
        item_id=found.item_id,
        version=found.version,
        kind="prompt",
        state=ProofRun.State.DONE,
        cases=10,
        right=right,
        queued_at=timezone.now(),
        finished_at=timezone.now(),
    )


def test_an_unproved_prompt_is_not_taken_over_and_the_sentence_says_how(standard, released, people, by) -> None:
    with pytest.raises(NotProven, match="自分の町で検証する"):
        take(released(1), people, by)
    assert not Adoption.objects.exists()


def test_the_newest_proof_decides(standard, released, people, by, django_assert_max_num_queries) -> None:
    found = released(1)
    proved(found, 9)
    proved(found, 7)
    with pytest.raises(NotProven, match="70"):
        take(found, people, by)
    proved(found, 8)
    assert take(found, people, by).version == found.version


def test_a_newer_edition_is_held_to_the_same_share(standard, released, towns, people, by) -> None:
    first = released(1)
    proved(first, 8)
    row = take(first, people, by)
    content = prompt_content(body="{{町名}}の「{{催しの名前}}」を、やさしく知らせてください。")
    content.body["cases"] = first.content["cases"]  # type: ignore[index]
    newer = edition(content=content, by=towns[1], item_id=first.item_id, version="1.1.0", change_note="やさしく")
    with pytest.raises(NotProven, match="自分の町で検証する"):
        renew(row, newer, people, by)
    assert Adoption.objects.get().version == "1.0.0"
    proved(newer, 8)
    assert renew(row, newer, people, by).version == "1.1.0"


def test_a_faq_set_waits_for_its_approval_instead(standard, towns, people, by) -> None:
    assert take(edition(content=faq_content(), by=towns[1]), people, by).kind == "faq"


def test_the_command_finds_shows_and_takes_over(town, released, capsys) -> None:
    found = released(1)
    call_command("library", "search", town.code)
    assert str(found.item_id) in capsys.readouterr().out
    call_command("library", "show", town.code, str(found.item_id))
    assert found.version in capsys.readouterr().out
    given = [f"--value={name}={value}" for name, value in VALUES.items()]
    call_command("library", "adopt", town.code, str(found.item_id), *given)
    with pytest.raises(CommandError, match="has it already"):
        call_command("library", "adopt", town.code, str(found.item_id), *given)
    call_command("library", "adopted", town.code)
    assert str(found.item_id) in capsys.readouterr().out


def test_the_command_says_what_is_missing(standard, town, released) -> None:
    with pytest.raises(CommandError, match="検証"):
        call_command("library", "adopt", town.code, str(released(1).item_id), "--value=町名=甲野町")
    with pytest.raises(CommandError):
        call_command("library", "search", "どこにもない町")
    strange = str(edition(content=faq_content(), consortium_id=77_000).item_id)
    for step in ("show", "adopt", "prove"):
        with pytest.raises(CommandError, match=strange):
            call_command("library", step, town.code, strange)
