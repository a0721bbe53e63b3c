"""A new version makes vectors of what it changed and of nothing else, also when its parts stand in another order."""

from collections import Counter

import pytest

from knowledge.indexing import embed_passages
from knowledge.models import Passage, PassageEmbedding
from tests.builders.documents import take_in
from tests.knowledge.ingesting.papers import long_pdf

pytestmark = pytest.mark.django_db
SECTIONS = [
    (f"{n}番窓口", f"{n}番窓口では、証明書{n}号の交付を受け付けます。手数料は{n}00円です。") for n in range(1, 41)
]


def document(sections) -> str:
    return "# 窓口の案内\n\n" + "\n\n".join(f"## {heading}\n\n{text}" for heading, text in sections)


@pytest.fixture
def made(monkeypatch) -> list[int]:
    """How many vectors each call made, since the fixture stands."""
    counts: list[int] = []
    write = embed_passages._write

    def counted(space_id, words, vectors) -> None:
        counts.append(len(vectors))
        write(space_id, words, vectors)

    monkeypatch.setattr(embed_passages, "_write", counted)
    return counts


def in_order() -> list[tuple[int, str]]:
    return list(Passage.objects.filter(current=True).order_by("position").values_list("pk", "text"))


def vectors() -> set[int]:
    return set(PassageEmbedding.objects.values_list("pk", flat=True))


def test_the_first_version_makes_a_vector_of_every_passage(town, made) -> None:
    take_in(document(SECTIONS))
    assert sum(made) == len(SECTIONS) == len(vectors())


def test_another_order_makes_no_vector_and_is_the_order_that_readers_see(town, made) -> None:
    take_in(document(SECTIONS))
    before, had = in_order(), vectors()
    made.clear()
    mixed = SECTIONS[::2] + SECTIONS[1::2][::-1]
    job = take_in(document(mixed))
    assert sum(made) == 0
    assert job.version.changes == {"added": 0, "removed": 0, "kept": len(SECTIONS)}
    assert vectors() == had
    assert sorted(in_order()) == sorted(before)
    assert [text for _, text in in_order()] == [text for _, text in mixed]


def test_one_changed_section_in_another_order_makes_one_vector(town, made) -> None:
    take_in(document(SECTIONS))
    had = vectors()
    made.clear()
    changed = [(heading, text.replace("手数料は3100円", "手数料は350円")) for heading, text in reversed(SECTIONS)]
    job = take_in(document(changed))
    assert sum(made) == 1
    assert job.version.changes == {"added": 1, "removed": 1, "kept": len(SECTIONS) - 1}
    assert len(vectors() - had) == 1


def test_a_changed_page_of_300_makes_the_vectors_of_that_page(town, made) -> None:
    pages = [leaf(n) for n in range(1, 301)]
    first = take_in(long_pdf(pages), name="binran.pdf")
    assert (first.state, first.version.page_count) == ("done", 300)
    of_page = Counter(Passage.objects.filter(current=True).values_list("page", flat=True))
    assert set(of_page) == set(range(1, 301))
    had = vectors()
    assert sum(made) == len(had)
    made.clear()
    heading, text = pages[150]
    pages[150] = (heading, text.replace("手数料は15100円", "手数料は400円"))
    job = take_in(long_pdf(pages), name="binran.pdf")
    assert 0 < sum(made) <= of_page[151]
    assert job.version.changes == {"added": sum(made), "removed": sum(made), "kept": len(had) - sum(made)}
    new = PassageEmbedding.objects.exclude(pk__in=had).values_list("passage__page", flat=True)
    assert set(new) == {151}


def leaf(number: int) -> tuple[str, str]:
    """Heading and text of a page of a manual; no two are alike but for their figures, as running headers are."""
    what, doing = divmod(number - 1, len(DOINGS))
    subject = f"{WHATS[what]}の{DOINGS[doing]}"
    text = f"{subject}は{number}番窓口で受け付けます。手数料は{number}00円です。"
    return subject, text + "届け出には本人を確かめられるものと、前の手続きの控えをお持ちください。" * 8


DOINGS = [*"届減増写証控払納免延貸借記編解"]
WHATS = [*"町県国税水道林農漁工商学校橋港駅橙畑山川"]
