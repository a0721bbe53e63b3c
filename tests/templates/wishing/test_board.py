"""Wishes: only public words of five towns reach the board; towns write, want, offer and point to what is there."""

from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.utils import timezone

from audit_log.public import SYSTEM
from knowledge.models import Gap
from templates.models import GapSignal, Offering, SharedItem, Wish
from templates.proving.crossing import MayNotCross
from templates.proving.settle import Settled, settle_library
from templates.reach import OutOfReach, own_consortium
from templates.sharing.offer import write_head
from templates.sharing.review import approve
from templates.sharing.submit import submit
from templates.wishing.board import answer_wish, board, support, write_wish
from templates.wishing.count import count_gaps, put_up_wishes
from templates.wishing.vocabulary import signatures, vocabulary
from tenants.public import in_public, in_town
from tests.builders.library import edition


def signals(consortium: int, words: str, towns: int, first: int = 100) -> None:
    today = timezone.localdate()
    with in_public():
        GapSignal.objects.bulk_create(
            GapSignal(consortium_id=consortium, town_id=town, words=words, questions=3, counted_on=today)
            for town in range(first, first + towns)
        )


def test_a_gap_is_told_by_public_words_alone() -> None:
    known = sorted(vocabulary(), key=lambda word: (vocabulary()[word], word))
    assert len(known) > 100
    told = signatures(words=["甲野町", "山田太郎", known[0], known[1], known[5]])
    assert told == ("・".join(sorted(known[:2])), *known[:2])
    assert signatures(words=["甲野町", "山田太郎"]) == ()


def test_a_town_tells_nothing_before_it_agrees_and_never_a_text(town) -> None:
    word, now = sorted(vocabulary())[3], timezone.now()
    texts = {"label": f"甲野町上郷の{word}は山田太郎さんに聞けますか", "words": ["上郷", "山田", word]}
    Gap.objects.create(audience="residents", count=4, first_at=now, last_at=now, **texts)
    assert count_gaps(now=now) == 0
    settle_library(wanted=Settled(gives_gaps=True), actor=SYSTEM, now=now)
    assert count_gaps(now=now) == 1
    with in_public():
        assert list(GapSignal.objects.values_list("words", "questions")) == [(word, 4)]
    Gap.objects.update(last_at=now - timedelta(days=100))
    assert count_gaps(now=now) == 0
    with in_public():
        assert not GapSignal.objects.exists()


def test_four_towns_make_no_wish_five_do_and_a_pair_stands_for_its_words(town) -> None:
    consortium, now = own_consortium(), timezone.now()
    signals(consortium, "犬・登録", 4)
    assert put_up_wishes(now=now) == 0
    signals(consortium, "犬・登録", 1, first=200)
    signals(consortium, "犬", 9)
    signals(consortium, "相続", 6)
    assert put_up_wishes(now=now) == 2
    assert {(one.words, one.towns) for one in board()} == {(("犬", "登録"), 5), (("相続",), 5)}
    with in_public():
        GapSignal.objects.filter(words="相続").delete()
    put_up_wishes(now=now)
    assert {one.words for one in board()} == {("犬", "登録")}


def test_another_consortiums_wishes_are_not_shown(town) -> None:
    signals(77_000, "相続", 6)
    put_up_wishes(now=timezone.now())
    assert board() == ()


def test_towns_write_want_offer_and_point_to_what_is_there(town, towns) -> None:
    now = timezone.now()
    wish = write_wish(text="空き家の相談への回答のひな形がほしいです。", actor=SYSTEM, now=now)
    with in_town(towns[1]):
        support(wish_id=wish, offers=True, actor=SYSTEM, now=now)
        (seen,) = board()
        assert (seen.town_name, seen.wanted, seen.offers, seen.offered) == ("甲野町", 1, ("乙川村",), True)
        answer_wish(wish_id=wish, item_id=edition(by=towns[1]).item_id, actor=SYSTEM, now=now)
    assert board() == ()
    (done,) = board(closed=True)
    assert done.item is not None
    with in_public():
        SharedItem.objects.update(withdrawn_at=now)
    assert board(closed=True)[0].item is None
    with pytest.raises(OutOfReach):
        support(wish_id=wish, offers=False, actor=SYSTEM, now=now)


def test_from_gaps_of_five_towns_to_a_released_item_that_closes_the_wish(town, towns, people, sit) -> None:
    consortium, now, word = own_consortium(), timezone.now(), sorted(vocabulary())[3]
    signals(consortium, word, 4)
    label = f"甲野町の{word}は山田太郎さんに聞けますか"
    Gap.objects.create(audience="residents", count=4, first_at=now, last_at=now, label=label, words=["甲野", word])
    assert count_gaps(now=now) == 0
    assert put_up_wishes(now=now) == 0
    settle_library(wanted=Settled(gives_gaps=True), actor=SYSTEM, now=now)
    assert (count_gaps(now=now), put_up_wishes(now=now)) == (1, 1)
    (wish,) = board()
    browser = sit(people.admin)
    assert b"/library/offerings/new/?wish=" not in browser.get("/library/wishes/").content
    browser.post(f"/library/wishes/{wish.id}/step/", {"step": "offer"})
    page = browser.get("/library/wishes/").content.decode()
    assert f"/library/offerings/new/?wish={wish.id}" in page
    assert "山田" not in page
    assert word in browser.get(f"/library/offerings/new/?wish={wish.id}").content.decode()
    assert browser.get(f"/library/offerings/new/?wish={uuid4()}").status_code == HTTPStatus.NOT_FOUND
    browser.post("/library/offerings/new/", {"thing": "text", "wish": str(wish.id)})
    offering = Offering.objects.get()
    head = {"title": "答え方", "purpose": "答える", "author": "甲野町", "body": {"title": "答え方", "body": "# 答え方"}}
    write_head(offering=offering, head=head, section="", change_note="最初の版", now=now)
    made = submit(offering=offering, actor=SYSTEM, now=now)
    assert [one.id for one in board()] == [wish.id]
    with in_public():
        edition = approve(submission=made, actor=SYSTEM, now=now)
    assert board() == ()
    assert board(closed=True)[0].item == edition.item
    with in_town(towns[1]):
        assert board(closed=True)[0].item == edition.item


def test_a_wish_is_checked_before_it_crosses(town) -> None:
    with pytest.raises(MayNotCross):
        write_wish(text="山田太郎さんの空き家の相談", actor=SYSTEM, now=timezone.now())
    with in_public():
        assert not Wish.objects.exists()
