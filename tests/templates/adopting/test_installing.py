"""Taking over: the town's own copy with its lineage; all or nothing; out again."""

import pytest
from django.utils import timezone

from assistants.models import BlankValue, FaqPattern, PromptTemplate
from assistants.public import propose_patterns, rewrite_prompt
from templates.adopting.install import AdoptedAlready, Wanted, install
from templates.adopting.undo import ChangedHere, undo
from templates.models import Adoption, SharedItem, Withdrawal
from templates.reach import OutOfReach, Withdrawn
from tenants.public import in_public
from tests.builders.library import edition, faq_content, prompt_content

pytestmark = pytest.mark.django_db


def _withdraw(made) -> None:
    with in_public():
        Withdrawal.objects.create(
            edition=made, reason="誤りがありました", withdrawn_at=timezone.now(), withdrawn_by="運営"
        )


def test_a_prompt_becomes_a_template_of_the_town_with_its_blanks_and_its_lineage(home, town, adopt) -> None:
    made = edition(by=home)
    row = adopt(made)
    template = PromptTemplate.objects.get(pk=row.local_ids[0])
    assert template.scope == "town"
    assert "{{町名}}" in template.pinned.content["body"]
    assert "版1.0.0（乙川村）" in template.pinned.message
    assert (row.item_id, row.version, row.base) == (made.item_id, "1.0.0", made.content)
    assert not BlankValue.objects.filter(name="町名").exists()  # the profile says it, and goes on saying it


def test_a_faq_set_becomes_patterns_and_its_values_the_towns(home, town, adopt, by) -> None:
    row = adopt(edition(content=faq_content(), by=home))
    patterns = FaqPattern.objects.filter(pk__in=row.local_ids)
    assert [one.state for one in patterns] == ["open", "open"]
    assert BlankValue.objects.get(name="窓口の電話").value == "0999-90-1002"
    count, there = propose_patterns(ids=row.local_ids, section_id=None, by=by, now=timezone.now())
    assert (count, there) == (2, ())


def test_what_does_not_apply_leaves_with_its_sentence(home, town, adopt) -> None:
    answer = "{{町名}}の窓口で受け取れます。電話は{{窓口の電話}}です。"
    row = adopt(edition(content=faq_content(answer=answer), by=home), 窓口の電話=None)
    assert FaqPattern.objects.get(pk=row.local_ids[0]).answer == "{{町名}}の窓口で受け取れます。"
    assert row.blanks["窓口の電話"] is None


def test_nothing_is_left_of_an_adoption_that_met_a_withdrawal(home, town, admin, by) -> None:
    good = edition(by=home)
    withdrawn = edition(content=faq_content(), by=home)
    _withdraw(withdrawn)
    wanted = [Wanted(one.pk, {"町名": "甲野町", "窓口の電話": "0999-90-1002"}) for one in (good, withdrawn)]
    before = PromptTemplate.objects.count()
    with pytest.raises(Withdrawn, match="誤りがありました"):
        install(wanted=wanted, access=admin, by=by, now=timezone.now())
    assert PromptTemplate.objects.count() == before
    assert not Adoption.objects.exists()
    assert not BlankValue.objects.exists()


def test_a_whole_item_that_was_withdrawn_is_refused(home, town, adopt) -> None:
    made = edition(by=home)
    with in_public():
        SharedItem.objects.update(withdrawn_at=timezone.now(), withdraw_reason="取りやめました")
    with pytest.raises(Withdrawn, match="取りやめました"):
        adopt(made)


def test_another_consortiums_edition_is_no_edition_for_this_town(town, adopt) -> None:
    with pytest.raises(OutOfReach):
        adopt(edition(consortium_id=77_000))


def test_a_thing_is_taken_over_once(home, town, adopt) -> None:
    made = edition(by=home)
    first = adopt(made)
    with pytest.raises(AdoptedAlready) as twin:
        adopt(made)
    assert twin.value.adoption_id == first.pk
    assert PromptTemplate.objects.filter(title=made.title).count() == 1


def test_undoing_takes_the_copy_out_and_the_thing_can_be_taken_over_again(home, town, adopt, by) -> None:
    made = edition(content=faq_content(), by=home)
    row = adopt(made)
    undo(adoption_id=row.pk, by=by, now=timezone.now())
    undo(adoption_id=row.pk, by=by, now=timezone.now())
    assert not FaqPattern.objects.filter(pk__in=row.local_ids).exists()
    assert adopt(made).pk != row.pk


def test_a_copy_that_the_town_changed_is_not_taken_out_without_a_word(home, town, adopt, by) -> None:
    row = adopt(edition(by=home))
    own = prompt_content(body="{{町名}}の「{{催しの名前}}」を、子どもにも分かる言葉で案内してください。").body
    rewrite_prompt(prompt_id=row.local_ids[0], body=own, message="町の言い方", based_on=1, by=by, now=timezone.now())
    with pytest.raises(ChangedHere):
        undo(adoption_id=row.pk, by=by, now=timezone.now())
    assert PromptTemplate.objects.get(pk=row.local_ids[0]).retired_at is None
    undo(adoption_id=row.pk, by=by, now=timezone.now(), sure=True)
    assert PromptTemplate.objects.get(pk=row.local_ids[0]).retired_at


def test_what_residents_read_already_is_not_taken_out_without_a_word(home, town, adopt, by) -> None:
    row = adopt(edition(content=faq_content(), by=home))
    propose_patterns(ids=row.local_ids, section_id=None, by=by, now=timezone.now())
    with pytest.raises(ChangedHere):
        undo(adoption_id=row.pk, by=by, now=timezone.now())


def test_a_starter_pack_comes_in_few_queries(home, town, admin, by, django_assert_max_num_queries) -> None:
    made = [edition(content=prompt_content(title=f"案内文{number}"), by=home) for number in range(4)]
    wanted = [Wanted(one.pk, {"町名": "甲野町"}) for one in made]
    with django_assert_max_num_queries(32):
        assert len(install(wanted=wanted, access=admin, by=by, now=timezone.now())) == 4
