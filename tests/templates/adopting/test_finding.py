"""Finding shared things: by words and what they nearly mean, by facets, only of the own consortium."""

import pytest
from django.utils import timezone

from audit_log.public import SYSTEM
from templates.adopting.browse import browse
from templates.adopting.facets import Filters
from templates.models import SharedItem
from templates.sharing.withdraw import withdraw_edition
from tenants.public import in_public
from tests.builders.library import edition, faq_content, prompt_content, text_content

pytestmark = pytest.mark.django_db

MORE = (
    ("断水のお知らせ", "水道の工事で断水することを知らせる文を作る"),
    ("議会答弁の骨子", "一般質問への答弁の骨子を作る"),
)


@pytest.fixture
def library(home, town) -> None:
    """Five things of the neighbour, one of a stranger."""
    for title, purpose in MORE:
        content = prompt_content(title=title)
        content.body["purpose"] = purpose  # type: ignore[index]
        edition(
            content=content.__class__("prompt", title, purpose, "notice", content.body, blanks=content.blanks), by=home
        )
    for content in (prompt_content(), faq_content(), text_content()):
        edition(content=content, by=home)
    edition(content=prompt_content(title="断水のほかの案内"), consortium_id=77_000)


def _titles(**said: str) -> list[str]:
    return [one.title for one in browse(filters=Filters(**said), page=None).cut.items]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("断水", "断水のお知らせ"),
        ("住民票", "住民票のFAQ"),
        ("町議会の答弁", "議会答弁の骨子"),
        ("イベントの案内", "催しの案内文"),
    ],
)
def test_the_thing_that_fits_comes_first(library, words: str, first: str) -> None:
    assert _titles(words=words)[0] == first


def test_nothing_of_another_consortium_is_found(library) -> None:
    assert "断水のほかの案内" not in _titles(words="断水")
    assert "断水のほかの案内" not in _titles()


def test_what_was_withdrawn_is_not_found(library) -> None:
    with in_public():
        SharedItem.objects.filter(title="断水のお知らせ").update(withdrawn_at="2026-11-01T00:00:00Z")
    assert "断水のお知らせ" not in _titles(words="断水") + _titles()


def test_words_of_a_withdrawn_edition_find_nothing(library, home) -> None:
    first = edition(content=text_content(title="庁内の約束"), by=home)
    content = text_content(title="庁内の約束", body="# ドローン\n\nドローンを飛ばすときの約束。")
    newer = edition(content=content, by=home, item_id=first.item_id, version="1.1.0")
    assert "庁内の約束" in _titles(words="ドローン")
    withdraw_edition(edition=newer, reason="誤り", actor=SYSTEM, now=timezone.now())
    assert "庁内の約束" not in _titles(words="ドローン")


@pytest.mark.parametrize("words", ["", "案内"])
def test_a_facet_counts_what_there_is_beside_the_other_filters(library, words: str) -> None:
    shelf = browse(filters=Filters(words=words, kind="prompt"), page=None)
    kinds = {one.value: one.count for one in shelf.facets["kind"]}
    assert kinds["prompt"] == len(shelf.cut.items)
    tasks = {one.value: one.count for one in shelf.facets["task"]}
    assert sum(tasks.values()) == kinds["prompt"]
    assert all(_titles(words=words, kind=kind) for kind in kinds)


def test_proof_is_a_facet_once_five_towns_use_a_thing(library) -> None:
    assert browse(filters=Filters(), page=None).facets["proof"] == ()
    with in_public():
        SharedItem.objects.filter(title="催しの案内文", consortium_id__lt=77_000).update(
            towns_in_use=6, success_rate=85
        )
    for words in ("", "催しの案内"):
        facets = browse(filters=Filters(words=words), page=None).facets
        assert [(one.value, one.count) for one in facets["proof"]] == [("used", 1), ("good", 1)]
        assert _titles(words=words, proof="used") == ["催しの案内文"]


def test_a_page_costs_few_queries(library, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(6):
        browse(filters=Filters(words="断水のお知らせ"), page=None)
    with django_assert_max_num_queries(6):
        browse(filters=Filters(kind="prompt"), page=None)
