"""Releasing editions: numbered, frozen, each content once, of the town that began the item."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from audit_log.public import EntryFilters, entries
from templates.models import Edition, SharedItem
from templates.sharing.release import ReleaseRefused
from tenants.public import Town, in_public
from tests.builders.library import edition, faq_content, prompt_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(towns: tuple[Town, Town]) -> Town:
    """The publishing town."""
    return towns[0]


def test_an_edition_stands_with_its_item_and_in_the_operators_log(home) -> None:
    made = edition(content=faq_content(), by=home)
    with in_public():
        item = SharedItem.objects.get(pk=made.item_id)
        assert (item.latest_id, item.town_name, item.title) == (made.pk, "甲野町", "住民票のFAQ")
        assert "委任状" in item.search
        assert made.digest == faq_content().digest
        page = entries(filters=EntryFilters())
        assert page.rows[0].action == "templates.edition.released"


def test_the_next_edition_takes_its_place_and_the_first_stays(home) -> None:
    first = edition(by=home)
    newer = prompt_content(body="{{町名}}の催し「{{催しの名前}}」を短く知らせてください。")
    second = edition(content=newer, by=home, item_id=first.item_id, version="1.1.0", change_note="短くした")
    with in_public():
        assert SharedItem.objects.get().latest_id == second.pk
        assert [one.version for one in Edition.objects.all()] == ["1.1.0", "1.0.0"]


def test_the_same_content_twice_is_refused(home) -> None:
    first = edition(by=home)
    with pytest.raises(ReleaseRefused, match=r"版 1\.0\.0 としてすでに公開"):
        edition(by=home, item_id=first.item_id, version="2.0.0")


def test_a_version_that_is_not_newer_is_refused(home) -> None:
    first = edition(by=home, version="1.4.0")
    with pytest.raises(ReleaseRefused, match=r"版 1\.4\.0 より新しくありません"):
        edition(content=prompt_content(title="別の題名"), by=home, item_id=first.item_id, version="1.3.9")


def test_nobody_elses_item_gets_an_edition(home, towns) -> None:
    first = edition(by=towns[1])
    with pytest.raises(ReleaseRefused, match="新しい版としては出せません"):
        edition(content=prompt_content(title="別の題名"), by=home, item_id=first.item_id, version="2.0.0")


def test_what_was_made_from_another_keeps_its_licence_and_lineage(home) -> None:
    parent = edition(content=replace(faq_content(), licence="CC BY-SA 4.0"))
    changed = faq_content(answer="窓口で受け取れます。{{町名}} {{窓口の電話}}")
    with pytest.raises(ReleaseRefused, match=r"CC BY-SA 4\.0 のまま"):
        edition(content=changed, by=home, derived_from=parent.pk)
    child = edition(content=replace(changed, licence="CC BY-SA 4.0"), by=home, derived_from=parent.pk)
    with in_public():
        item = SharedItem.objects.get(pk=child.item_id)
        assert [(one["title"], one["town"]) for one in item.lineage] == [("住民票のFAQ", "丙山町")]
        assert item.derived_from_id == parent.pk


def test_nothing_stands_after_a_refusal(home) -> None:
    with pytest.raises(ReleaseRefused, match="差込欄"):
        edition(content=faq_content(answer="{{知らない欄}}"), by=home)
    with in_public():
        assert not SharedItem.objects.exists()


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_an_edition(home, change: str) -> None:
    made = edition(by=home)
    row = Edition.objects.filter(pk=made.pk)
    deed = {"update": lambda: row.update(title="別の題名"), "delete": lambda: row._raw_delete("default")}[change]
    with in_public(), pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        deed()
