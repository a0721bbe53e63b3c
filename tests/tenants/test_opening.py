"""Opening a town."""

import pytest
from django.db import ProgrammingError, connection
from django.utils import timezone

from tenants.models import Consortium, Invitation, Municipality, Person, Section
from tenants.opening.municipality_list import (
    WrongCode,
    check_code,
    find_municipality,
    listed_municipalities,
    search_municipalities,
)
from tenants.opening.open_town import TownNotOpened, open_town
from tenants.public import NoTown, current_town, in_public, in_town


def test_the_list_holds_all_municipalities_with_right_check_digits() -> None:
    assert len(listed_municipalities()) == 1741
    assert all(check_code(code=code) == code for code in listed_municipalities())


@pytest.mark.parametrize("code", ["011002", "131016", "142018", "472018"])
def test_known_codes_pass(code: str) -> None:
    assert find_municipality(code=code).code == code


@pytest.mark.parametrize(
    ("code", "says"),
    [("01100", "6けた"), ("01100x", "数字以外"), ("011003", "検査数字"), ("990116", "一覧にありません")],
)
def test_a_wrong_code_says_which_rule_fails(code: str, says: str) -> None:
    with pytest.raises(WrongCode, match=says):
        find_municipality(code=code)


def test_search_finds_by_kana_and_prefecture() -> None:
    assert search_municipalities(words="まつやま")
    assert all(m.prefecture == "長野県" for m in search_municipalities(words="長野県 村"))


def _open(host: str, code: str = "011002"):
    with in_public():
        consortium = Consortium.objects.get()
    return open_town(
        municipality=find_municipality(code=code),
        consortium_id=consortium.pk,
        admin_email="First@Example.jp",
        host=host,
        opened_by="運営",
        now=timezone.now(),
    )


def test_an_opened_town_has_its_own_empty_schema_and_an_invited_admin(db: None, mailoutbox) -> None:
    opened = _open("sapporo.test")
    with in_town(opened.town):
        assert Person.objects.count() == 0
        invitation = Invitation.objects.get()
    assert invitation.email == "first@example.jp"
    assert invitation.roles == ["admin"]
    assert opened.invited.key not in str(invitation.__dict__)


def test_a_town_opens_once(db: None) -> None:
    _open("sapporo.test")
    with pytest.raises(TownNotOpened, match="すでに開設"):
        _open("sapporo2.test")


def test_a_taken_host_is_refused_and_leaves_nothing(db: None, towns) -> None:
    with pytest.raises(TownNotOpened, match="ホスト名"):
        _open(towns[0].host)
    with in_public():
        assert not Municipality.objects.filter(code="011002").exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'town_011002'")
            assert cursor.fetchone() is None


def test_no_query_runs_without_a_place(db: None) -> None:
    with pytest.raises(ProgrammingError):
        Section.objects.count()


def test_a_town_cannot_see_public_tables(town) -> None:
    with pytest.raises(ProgrammingError):
        Municipality.objects.count()


def test_the_town_is_unknown_outside(towns) -> None:
    with pytest.raises(NoTown):
        current_town()
