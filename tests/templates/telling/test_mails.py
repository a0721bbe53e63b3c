"""Mails of the library: to who handed in and to those responsible, once for each event, also after a kill."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from audit_log.public import Actor, ActorKind
from templates.adopting.install import Wanted, install
from templates.adopting.law_notices import write_law_notice
from templates.models import Adoption, LibraryMail, Submission
from templates.sharing.review import approve, give_back
from templates.sharing.submit import submit
from templates.sharing.withdraw import withdraw_edition, withdraw_item
from templates.tasks import send, sweep_mails, tell_news
from templates.telling.find_news import note_news
from templates.telling.send import send_mails
from tenants.models import Person
from tenants.public import access_of, in_public
from tests.builders.library import edition, faq_content, prompt_content, text_content
from tests.walls.specimens_library import offering

pytestmark = pytest.mark.django_db
MODERATOR = Actor(ActorKind.OPERATOR, "9", "結城 運営")
ANSWERS = {"町名": "甲野町", "窓口の電話": "0999-90-1002"}


@pytest.fixture
def handed_in(town, people) -> Submission:
    """What the section's head handed in."""
    row = offering()
    row.content |= {"title": "AIの決まり", "author": "甲野町"}
    row.change_note = "最初の版"
    row.save()
    head = Actor(ActorKind.PERSON, str(people.head.pk), people.head.name)
    return submit(offering=row, actor=head, now=timezone.now())


@pytest.fixture
def take(town, people, by):
    """Takes an edition over."""

    def taken(row, policy=Adoption.Policy.ASK):
        values = {one["name"]: ANSWERS[one["name"]] for one in row.blanks}
        access = access_of(person=people.admin)
        return install(wanted=[Wanted(row.pk, values, policy)], access=access, by=by, now=timezone.now())[0]

    return taken


def told(count: int = 1) -> str:
    """The subject and body of the last mail, of so many since the last look."""
    assert len(mail.outbox) == count
    last = mail.outbox[-1]
    mail.outbox.clear()
    return f"{last.to} {last.subject}\n{last.body}"


def test_who_handed_in_is_told_what_was_decided_by_a_worker_and_once(handed_in, people) -> None:
    with in_public():
        give_back(submission=handed_in, comment="見出しを短く", actor=MODERATOR, now=timezone.now())
    assert mail.outbox == []  # never in the request
    assert (send(), send(), sweep_mails()) == (1, 0, 0)
    words = told()
    for one in (
        people.head.email,
        "差し戻し",
        "AIの決まり",
        "コメント: 見出しを短く",
        "もう一度申請",
        "/library/offerings/",
    ):
        assert one in words, one
    with in_public():
        Submission.objects.update(state=Submission.State.WAITING)
        made = approve(submission=handed_in, actor=MODERATOR, now=timezone.now())
        withdraw_item(item=made.item, reason="制度の廃止", actor=MODERATOR, now=timezone.now())
    assert send() == 1
    words = told()
    for one in (
        "お知らせが2件",
        "（版 1.0.0）を公開しました",
        "町が出した「AIの決まり」を取り下げ",
        "理由: 制度の廃止",
    ):
        assert one in words, one


def test_when_the_sender_left_those_responsible_are_told(handed_in, people) -> None:
    Person.objects.filter(pk=people.head.pk).update(is_active=False)
    with in_public():
        approve(submission=handed_in, actor=MODERATOR, now=timezone.now())
    assert send() == 1
    assert people.admin.email in told()


def test_what_happens_to_things_in_use_comes_in_one_mail_within_the_hour(take, towns, people) -> None:
    home = towns[1]
    faq, prompt = edition(content=faq_content(), by=home), edition(content=prompt_content(), by=home)
    withdrawn = edition(content=prompt_content(title="古い案内"), by=home)
    unused = edition(content=text_content(), by=home)
    for one in (faq, prompt, withdrawn):
        take(one)
    now = timezone.now()
    newer = prompt_content(body="{{町名}}の「{{催しの名前}}」を短く案内してください。")
    edition(content=newer, by=home, item_id=prompt.item_id, version="1.1.0", change_note="短くした")
    for one in (withdrawn, unused):
        withdraw_item(item=one.item, reason="誤りがあった", actor=MODERATOR, now=now)
    law = {"law": "住民基本台帳法", "article": "", "text": "様式が変わります", "in_force_on": now.date(), "link": ""}
    consortium = faq.item.consortium_id
    write_law_notice(values=law, consortium_id=consortium, town_id=None, by=MODERATOR, now=now)
    assert (tell_news(), tell_news()) == (1, 0)
    words = told()
    for one in (
        people.admin.email,
        "お知らせが3件",
        "新しい版 1.1.0 が出ました（町の版は 1.0.0）",
        "変わったこと: 短くした",
        "「古い案内」（版 1.0.0）が取り下げられました",
        "理由: 誤りがあった",
        "住民基本台帳法",
        "様式が変わります",
        "町で使っているひな形: 「住民票のFAQ」",
    ):
        assert one in words, one
    assert unused.title not in words


def test_a_withdrawn_edition_is_told_and_what_was_before_the_adoption_is_not(take, towns) -> None:
    first = edition(by=towns[1])
    second = edition(content=prompt_content(title="案内"), by=towns[1], item_id=first.item_id, version="1.1.0")
    take(second)
    assert tell_news() == 0
    withdraw_edition(edition=second, reason="町名が違う", actor=MODERATOR, now=timezone.now())
    assert tell_news() == 1
    assert "町名が違う" in told()


def test_a_copy_that_follows_by_itself_is_told_of_only_when_it_did_not(take, towns) -> None:
    first = edition(by=towns[1])
    row = take(first, Adoption.Policy.AUTO)
    Adoption.objects.filter(pk=row.pk).update(adopted_at=timezone.now() - timedelta(days=9))
    edition(content=prompt_content(title="案内"), by=towns[1], item_id=first.item_id, version="1.1.0")
    now = timezone.now()
    assert note_news(now=now) == 0
    assert note_news(now=now + timedelta(hours=27)) == 1
    assert note_news(now=now + timedelta(days=4)) == 0  # of a round that stood still


def test_a_worker_that_died_or_a_server_that_is_away_is_followed_after_the_lease(handed_in, monkeypatch) -> None:
    now = timezone.now()
    with in_public():
        approve(submission=handed_in, actor=MODERATOR, now=now)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.message.EmailMessage.send", _refused)
        assert send_mails(now=now) == 0
    LibraryMail.objects.update(lease_until=now + timedelta(minutes=10))
    assert send_mails(now=now) == 0
    assert send_mails(now=now + timedelta(minutes=11)) == 1
    assert send_mails(now=now + timedelta(minutes=30)) == 0


def test_the_round_asks_as_often_for_many_things_as_for_one(take, towns, django_assert_max_num_queries) -> None:
    rows = [edition(content=prompt_content(title=f"案内{n}"), by=towns[1]) for n in range(6)]
    for n, one in enumerate(rows):
        take(one)
        newer = prompt_content(title=f"案内{n}", body="{{町名}}の「{{催しの名前}}」を短く。")
        edition(content=newer, by=towns[1], item_id=one.item_id, version="1.1.0")
    with django_assert_max_num_queries(20):
        assert note_news(now=timezone.now()) == 6


def _refused(*_args, **_kwargs):
    raise ConnectionRefusedError
