"""What the town knows of itself is gathered with few queries."""

from templates.delocalising.town_facts import town_facts
from tenants.models import Profile


def test_the_town_is_known_by_its_names_people_and_numbers(people, django_assert_max_num_queries):
    Profile.objects.update_or_create(
        pk=1,
        defaults={
            "mayor": "北川 誠一",
            "phone": "0999-90-1000",
            "email": "soumu@town.kouno.example.jp",
            "site": "https://www.town.kouno.example.jp/",
            "address": "試験県甲野町中央1番地",
            "districts": ["上郷"],
        },
    )
    with django_assert_max_num_queries(7):
        facts = town_facts()
    assert (facts.name, facts.kana, facts.prefecture) == ("甲野町", "こうのちょう", "試験県")
    assert "青木 管理" in facts.people
    assert "住民課" in facts.desks
    assert facts.phones[0] == "0999-90-1000"
    assert facts.addresses == ("試験県甲野町中央1番地", "上郷")
    assert {"www.town.kouno.example.jp", "town.kouno.example.jp", "kouno.test"} <= set(facts.hosts)
