"""Templates and patterns of a town: versions, pins, scopes, the starter library, FAQ proposals."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.utils import timezone

from assistants.models import BlankValue, FaqPattern, PromptTemplate, PromptVersion, Scope
from assistants.models.prompt_template import VersionIsFinal
from assistants.prompting.content import content_of
from assistants.prompting.find import recent_templates, set_favourite, task_counts, templates_for
from assistants.prompting.load_starter import load_starter, starter_loaded
from assistants.prompting.patterns import (
    BlanksMissing,
    PatternChanged,
    blank_fault,
    filled,
    put_aside,
    take_over,
    write_blanks,
)
from assistants.prompting.profile_values import blank_values, desk_values, source_values
from assistants.prompting.starter import blank_duties, starter_blanks
from assistants.prompting.write import (
    TemplateChanged,
    TemplateNotSound,
    hand_to,
    make_template,
    pin_version,
    retire,
    write_version,
)
from audit_log.public import Actor, ActorKind
from knowledge.models import FaqEntry
from knowledge.public import FaqExists
from tenants.access import access_of
from tenants.models import Profile, Section
from tests.assistants.prompting.test_format import PLAIN
from tests.towns import People

CONTENT = content_of(plain=PLAIN)


@pytest.fixture
def actor(people: People) -> Actor:
    """The member of the residents' section."""
    return Actor(ActorKind.PERSON, str(people.member.pk), people.member.name)


def made(actor: Actor, scope: str = Scope.TOWN, holder_id: int | None = None) -> PromptTemplate:
    return make_template(content=CONTENT, scope=scope, holder_id=holder_id, actor=actor, now=timezone.now())


def test_a_new_version_is_in_use_and_the_old_one_can_be_pinned_again(actor: Actor) -> None:
    row = made(actor)
    newer = replace(CONTENT, title="新しい題")
    now = timezone.now()
    assert write_version(template=row, content=newer, message="題を直した", based_on=1, actor=actor, now=now) == 2
    row.refresh_from_db()
    assert (row.title, row.pinned.number) == ("新しい題", 2)
    pin_version(template=row, version=row.versions.get(number=1), content=CONTENT, actor=actor, now=now)
    row.refresh_from_db()
    assert (row.title, row.pinned.number, row.versions.count()) == ("お知らせ", 1, 2)


def test_two_people_editing_at_once_lose_nothing(actor: Actor) -> None:
    row, now = made(actor), timezone.now()
    write_version(template=row, content=CONTENT, message="甲", based_on=1, actor=actor, now=now)
    with pytest.raises(TemplateChanged):
        write_version(template=row, content=CONTENT, message="乙", based_on=1, actor=actor, now=now)
    assert list(row.versions.values_list("message", flat=True)) == ["甲", "作成"]


def test_a_version_never_changes_and_an_unsound_one_is_not_written(actor: Actor) -> None:
    row = made(actor)
    version = PromptVersion.objects.get(template=row)
    with pytest.raises(VersionIsFinal):
        version.save()
    with pytest.raises(TemplateNotSound, match="謎"):
        write_version(
            template=row,
            content=replace(CONTENT, body=CONTENT.body + "{{謎}}"),
            message="",
            based_on=1,
            actor=actor,
            now=timezone.now(),
        )


def test_each_sees_their_own_their_sections_and_the_towns(people: People, actor: Actor) -> None:
    mine = made(actor, Scope.PERSON, people.member.pk)
    section = made(actor, Scope.SECTION, Section.objects.get(key="juumin").pk)
    towns = made(actor)
    member, head, admin = (access_of(person=one) for one in (people.member, people.head, people.admin))
    assert set(templates_for(access=member)) == {mine, section, towns}
    assert set(templates_for(access=head)) == {section, towns}
    assert set(templates_for(access=admin)) == {towns}
    assert set(PromptTemplate.objects.editable(access=member)) == {mine}
    assert set(PromptTemplate.objects.editable(access=head)) == {section}
    assert set(PromptTemplate.objects.editable(access=admin)) == {section, towns}
    hand_to(template=mine, scope=Scope.TOWN, holder_id=None, actor=actor, now=timezone.now())
    assert mine in templates_for(access=admin)
    retire(template=mine, actor=actor, now=timezone.now())
    assert mine not in templates_for(access=member)


def test_templates_are_found_by_words_task_and_favourite(people: People, actor: Actor) -> None:
    load_starter(now=timezone.now())
    access = access_of(person=people.member)
    assert [row.key for row in templates_for(access=access, words="避難　伝達")] == ["disaster-evacuation"]
    assert "assembly-answer" in [row.key for row in templates_for(access=access, task="assembly")]
    assert {count.key for count in task_counts(access=access)} >= {"greeting", "spreadsheet"}
    row = PromptTemplate.objects.get(key="reply-complaint")
    set_favourite(access=access, template=row, wanted=True)
    set_favourite(access=access, template=row, wanted=True)
    assert list(templates_for(access=access, favourites=True)) == [row]
    set_favourite(access=access, template=row, wanted=False)
    assert not templates_for(access=access, favourites=True).exists()
    assert recent_templates(access=access) == ()


def test_the_starter_library_is_loaded_once_and_leaves_what_people_did(
    actor: Actor, town, django_assert_max_num_queries
) -> None:
    assert not starter_loaded()
    with django_assert_max_num_queries(20):
        first = load_starter(now=timezone.now())
    assert (first.templates >= 40, first.patterns >= 150) == (True, True)
    row = PromptTemplate.objects.get(key="press-release")
    retire(template=row, actor=actor, now=timezone.now())
    again = load_starter(now=timezone.now())
    assert (again.templates, again.patterns) == (0, 0)
    assert PromptTemplate.objects.get(key="press-release").retired_at is not None
    assert row.versions.get().number == 1


def test_the_command_loads_a_town_by_name(towns, capsys) -> None:
    call_command("load_starter", towns[0].name)
    assert "templates" in capsys.readouterr().out


def test_a_pattern_becomes_a_proposal_only_when_every_blank_is_filled(actor: Actor, people: People) -> None:
    load_starter(now=timezone.now())
    pattern, now = FaqPattern.objects.get(key="garbage-03"), timezone.now()
    bare = filled(pattern=pattern, values={})
    assert bare.missing == ("ごみ処理施設", "ごみ持込みの時間", "ごみ持込みの手数料")
    with pytest.raises(BlanksMissing, match="ごみ処理施設"):
        take_over(pattern=pattern, question=bare.question, answer=bare.answer, section_id=None, actor=actor, now=now)
    values = {"ごみ処理施設": "処理場", "ごみ持込みの時間": "午前9時から", "ごみ持込みの手数料": "10円"}
    assert write_blanks(values=values, actor=actor, now=now) == 3
    assert write_blanks(values=values, actor=actor, now=now) == 0
    whole = filled(pattern=pattern, values=dict(BlankValue.objects.values_list("name", "value")))
    assert whole.missing == ()
    entry_id = take_over(
        pattern=pattern, question=whole.question, answer=whole.answer, section_id=None, actor=actor, now=now
    )
    entry = FaqEntry.objects.get(pk=entry_id)
    assert entry.retired_at is not None, "a person approves it first"
    assert "処理場に持ち込めます" in entry.proposed["answer"]
    pattern.refresh_from_db()
    assert (pattern.state, pattern.entry_id) == (FaqPattern.State.PROPOSED, entry_id)
    with pytest.raises(PatternChanged):
        put_aside(pattern=pattern, aside=True, actor=actor, now=now)


def test_a_question_the_town_has_already_leaves_the_pattern_open(actor: Actor) -> None:
    load_starter(now=timezone.now())
    now = timezone.now()
    first, second = FaqPattern.objects.filter(key__in=["info-03", "info-04"])
    take_over(pattern=first, question="同じ質問", answer="答え", section_id=None, actor=actor, now=now)
    FaqEntry.objects.update(retired_at=None, question="同じ質問")
    with pytest.raises(FaqExists):
        take_over(pattern=second, question="同じ質問", answer="答え", section_id=None, actor=actor, now=now)
    second.refresh_from_db()
    assert second.state == FaqPattern.State.OPEN
    put_aside(pattern=second, aside=True, actor=actor, now=now)
    put_aside(pattern=second, aside=False, actor=actor, now=now)


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("戸籍の電話", "0999-90-1002", True),
        ("戸籍の電話", "電話帳で", False),
        ("公式サイト", "https://town.example/", True),
        ("公式サイト", "javascript:alert(1)", False),
        ("住民票の手数料", "1通300円", True),
        ("住民票の手数料", "いくらか", False),
        ("住民票の手数料", "無料", True),
        ("町名", "{{町名}}", False),
        ("町名", "", True),
        ("町名", "あ" * 301, False),
    ],
)
def test_a_blank_takes_only_what_fits_its_type(name: str, value: str, *, fits: bool) -> None:
    assert (blank_fault(blank=starter_blanks()[name], value=value) == "") is fits


def test_blanks_come_from_the_town_then_from_its_profile_and_desks(people: People, actor: Actor) -> None:
    Profile.objects.update(phone="0999-90-1000", address="中央1番地")
    Section.objects.filter(key="juumin").update(duties=["住民票", "戸籍"])
    blanks = starter_blanks()
    sources = source_values(access=access_of(person=people.member), today=timezone.localdate())
    values = blank_values(blanks=blanks.values(), sources=sources)
    assert (values["町名"], values["役場の電話"], values["住民票の手数料"]) == ("甲野町", "0999-90-1000", "")
    assert sources["section.name"] == "住民課"
    desks = desk_values(blanks=blanks.values(), duties=blank_duties())
    assert (desks["戸籍の窓口"], desks["戸籍の電話"]) == ("住民課", "0999-90-1002")
    write_blanks(values={"役場の電話": "0999-90-9999"}, actor=actor, now=timezone.now())
    assert blank_values(blanks=blanks.values(), sources=sources)["役場の電話"] == "0999-90-9999"
