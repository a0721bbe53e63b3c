"""Passages into the index and out again: counted once, under several workers, with few queries."""

import contextvars
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from knowledge.indexing.index_passages import index_passages, reindex_passages, unindex_passages
from knowledge.indexing.reweigh import reweigh, reweigh_when_drifted
from knowledge.indexing.vocabulary import recount
from knowledge.models import FaqEntry, Passage, PassageEmbedding, Term
from tenants.public import in_town
from tests.builders import knowledge as build
from tests.knowledge.indexing.counts import stored_counts, true_counts
from tests.towns import test_town

TEXTS = [
    (f"第{n}条　補助金の交付", f"町長は、対象経費の{n}分の1を補助金として交付する。" * (n % 3 + 1))
    for n in range(1, 41)
]


def test_indexing_twice_counts_once(town) -> None:
    ids = build.passages(of=build.document(), texts=TEXTS)
    before = stored_counts()
    index_passages(passage_ids=ids)
    index_passages(passage_ids=[*ids, *ids, 999_999])
    assert stored_counts() == before == true_counts()
    assert PassageEmbedding.objects.count() == len(TEXTS)


def test_unindexed_passages_leave_no_count_behind(town) -> None:
    build.passages(of=build.document(), texts=TEXTS[:10])
    before = stored_counts()
    ids = build.passages(of=build.document(title="別の文書"), texts=TEXTS[10:])
    unindex_passages(passage_ids=ids)
    unindex_passages(passage_ids=ids)
    assert stored_counts() == before == true_counts()
    assert PassageEmbedding.objects.filter(passage__in=ids).count() == 0


def test_other_wordings_of_a_question_are_searched(town) -> None:
    ids = build.faq(of=build.document(kind="faq"), rows=[("粗大ごみの出し方", "シールを貼ってください。")])
    assert not Term.objects.filter(text="ソファー", df__gt=0).exists()
    FaqEntry.objects.update(variants=["ソファーを捨てたい"])
    reindex_passages(passage_ids=ids)
    assert Term.objects.get(text="ソファー").df == 1
    assert stored_counts() == true_counts()


def test_counts_that_deleted_passages_left_are_mended(town) -> None:
    build.passages(of=build.document(), texts=TEXTS[:10])
    Passage.objects.order_by("id")[:1].get().delete()
    assert stored_counts() != true_counts()
    recount()
    assert stored_counts() == true_counts()


def test_weights_follow_when_passages_become_longer(town) -> None:
    first, *_ = build.passages(of=build.document(), texts=TEXTS[:5])
    long = [(f"附則{n}", "この要綱は、公布の日から施行し、令和8年度の補助金から適用する。" * 12) for n in range(20)]
    before = Passage.objects.values_list("lex", flat=True).get(pk=first)
    build.passages(of=build.document(title="長い文書"), texts=long)
    assert reweigh_when_drifted()
    assert Passage.objects.values_list("lex", flat=True).get(pk=first) != before
    assert not reweigh_when_drifted()
    assert stored_counts() == true_counts()


def test_strange_words_do_no_harm(town) -> None:
    texts = [
        ('引用符"と\\逆斜線{波括弧},コンマ', "NULL null\t「」㈱①ﾊﾝｶｸ" + "http://example.jp/" + "a" * 5000),
        ("", "。"),
    ]
    ids = build.passages(of=build.document(), texts=texts)
    assert Passage.objects.filter(pk__in=ids, lex__isnull=False).count() == len(texts)
    assert stored_counts() == true_counts()


def test_counts_stay_true_under_many_workers(committed_database: None) -> None:
    town = test_town(0)
    with in_town(town):
        ids = build.passages(of=build.document(), texts=TEXTS, index=False)
        own = [build.passages(of=build.document(title=f"文書{n}"), texts=TEXTS, index=False) for n in range(4)]

        def work(number: int) -> None:
            try:
                index_passages(passage_ids=ids)
                index_passages(passage_ids=own[number])
                unindex_passages(passage_ids=own[number][: number * 5])
                if number == 0:
                    reweigh()
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            jobs = [pool.submit(contextvars.copy_context().run, work, number) for number in range(4)]
        assert [job.result() for job in jobs] == [None] * 4
        assert stored_counts() == true_counts()
        assert Passage.objects.filter(lex__isnull=False).count() == 40 * 5 - 30
        assert PassageEmbedding.objects.count() == 40 * 5 - 30
