"""Two gaps about one thing, joined by a person: counted together, followed by what is asked later, parted again."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from audit_log.public import Actor, ActorKind
from knowledge.gaps.alike import alike_gaps
from knowledge.gaps.decide import GapChanged
from knowledge.gaps.forget import forget_old
from knowledge.gaps.join import join, part
from knowledge.gaps.note import note_gap
from knowledge.gaps.sort_in import sort_in_new
from knowledge.models import Gap, GapQuestion
from tenants.models import Section
from tenants.public import access_of, in_no_town
from tests.builders import knowledge as build

pytestmark = pytest.mark.django_db
DOGS = "ドッグランはどこにありますか。"
PARK = "犬を放して遊ばせてよい公園を教えてください。"
PARK_AGAIN = "犬を放して遊ばせてよい公園はありますか。"


def ask(text: str, *, days_ago: float = 0, **fields) -> None:
    values = {"reason": "not_found", "audience": "residents", "section_id": None, **fields}
    note_gap(turn_id=uuid.uuid4(), question=text, at=timezone.now() - timedelta(days=days_ago), **values)
    sort_in_new(now=timezone.now())


@pytest.fixture
def pair(town) -> tuple[Gap, Gap]:
    """Two gaps that the search for likeness keeps apart."""
    build.faq(of=build.document(kind="faq"), rows=[("ごみの日は？", "月曜です。"), ("住民票は？", "住民課です。")])
    ask(DOGS, days_ago=2)
    ask(PARK, days_ago=20)
    ask(PARK_AGAIN, days_ago=1)
    dogs, park = Gap.objects.get(label=DOGS), Gap.objects.get(label=PARK)
    assert (dogs.count, park.count) == (1, 2)
    return dogs, park


@pytest.fixture
def by(people) -> Actor:
    return Actor(ActorKind.PERSON, str(people.admin.pk), people.admin.name)


def state_of(gap: Gap) -> tuple[int, object, float]:
    gap.refresh_from_db()
    return gap.count, gap.first_at, round(gap.rank, 6)


def test_joined_gaps_count_together_and_come_apart_as_they_were(pair, by, people) -> None:
    dogs, park = pair
    before = [state_of(gap) for gap in pair]
    join(gap_id=dogs.pk, other_id=park.pk, by=by, now=timezone.now())
    count, first_at, rank = state_of(dogs)
    assert (count, first_at) == (3, before[1][1])
    assert rank > max(before[0][2], before[1][2])
    assert park.pk not in {gap.pk for gap in alike_gaps(gap=dogs, words="", access=access_of(person=people.admin))}
    part(gap_id=dogs.pk, other_id=park.pk, by=by, now=timezone.now())
    assert [state_of(gap) for gap in pair] == before
    with pytest.raises(GapChanged):
        part(gap_id=dogs.pk, other_id=park.pk, by=by, now=timezone.now())


def test_what_is_asked_like_the_joined_one_goes_where_a_person_said(pair, by) -> None:
    dogs, park = pair
    join(gap_id=dogs.pk, other_id=park.pk, by=by, now=timezone.now())
    ask("犬を放して遊ばせてよい公園はどこですか。")
    assert state_of(dogs)[0] == 4
    assert Gap.objects.count() == 2
    part(gap_id=dogs.pk, other_id=park.pk, by=by, now=timezone.now())
    assert (state_of(dogs)[0], state_of(park)[0]) == (1, 3)


def test_a_third_that_takes_both_lets_each_go_by_itself(pair, by) -> None:
    dogs, park = pair
    ask("ペットと遊べる広場の使い方")
    third = Gap.objects.exclude(pk__in=[dogs.pk, park.pk]).get()
    join(gap_id=dogs.pk, other_id=park.pk, by=by, now=timezone.now())
    join(gap_id=third.pk, other_id=dogs.pk, by=by, now=timezone.now())
    assert state_of(third)[0] == 4
    part(gap_id=third.pk, other_id=dogs.pk, by=by, now=timezone.now())
    assert (state_of(third)[0], state_of(dogs)[0]) == (3, 1)
    part(gap_id=third.pk, other_id=park.pk, by=by, now=timezone.now())
    assert (state_of(third)[0], state_of(park)[0]) == (1, 2)


def test_residents_and_staff_are_not_mixed_and_an_answered_gap_is_not_joined_away(pair, by) -> None:
    dogs, park = pair
    ask("犬の広場の管理者は誰ですか。", audience="staff")
    staff = Gap.objects.get(audience="staff")
    Gap.objects.filter(pk=park.pk).update(state="answered")
    for other in (staff, park, dogs):
        with pytest.raises(GapChanged):
            join(gap_id=dogs.pk, other_id=other.pk, by=by, now=timezone.now())
    join(gap_id=park.pk, other_id=dogs.pk, by=by, now=timezone.now())
    assert state_of(park)[0] == 3


def test_forgetting_reaches_a_joined_gap_and_its_name(pair, by) -> None:
    dogs, park = pair
    join(gap_id=dogs.pk, other_id=park.pk, by=by, now=timezone.now())
    GapQuestion.objects.filter(text=PARK).update(at=timezone.now() - timedelta(days=400))
    Gap.objects.filter(pk=park.pk).update(first_at=timezone.now() - timedelta(days=400))
    Gap.objects.filter(pk=dogs.pk).update(first_at=timezone.now() - timedelta(days=400))
    assert forget_old(now=timezone.now()) == 1
    park.refresh_from_db()
    assert (state_of(dogs)[0], park.label) == (2, PARK_AGAIN)
    GapQuestion.objects.filter(text=PARK_AGAIN).update(at=timezone.now() - timedelta(days=400))
    forget_old(now=timezone.now())
    assert list(Gap.objects.values_list("label", flat=True)) == [DOGS]


def test_the_page_offers_joins_and_parts_within_the_own_sections(pair, people, town) -> None:
    dogs, park = pair
    other = Section.objects.get(key="soumu")
    ask("公園の遊具の契約はどこですか。", section_id=other.pk)
    foreign = Gap.objects.get(section=other)
    client = Client(HTTP_HOST=town.host)
    client.force_login(people.head, backend="allauth.account.auth_backends.AuthenticationBackend")
    path = f"/knowledge/gaps/{dogs.pk}/"
    with in_no_town():
        page = client.get(path).content.decode()
        assert PARK in page
        assert foreign.label not in client.get(f"{path}?words=公園").content.decode()
        assert client.post(f"{path}join/", {"other": foreign.pk}).status_code == 404
        assert client.post(f"{path}join/", {"other": park.pk}).status_code == 302
        assert client.get(f"/knowledge/gaps/{park.pk}/").status_code == 404
        assert "まとめた質問" in client.get(path).content.decode()
        assert PARK not in client.get("/knowledge/gaps/").content.decode()
        assert client.post(f"{path}part/", {"other": park.pk}).status_code == 302
        assert PARK in client.get("/knowledge/gaps/").content.decode()
