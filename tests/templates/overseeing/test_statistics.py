"""The operator's statistics: right numbers by period and consortium, nothing of single towns, a fixed number of
queries."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from audit_log.public import Actor, ActorKind
from templates.models import LibraryAnswer, LibraryQuestion, ShownFigures, Submission, Wish, WishSupport
from templates.overseeing.span import Span, days_of
from templates.sharing.review import approve, give_back
from templates.sharing.withdraw import withdraw_edition, withdraw_item
from tenants.models import Person
from tenants.public import in_public, in_town
from tests.builders.library import edition, faq_content, prompt_content, text_content
from tests.towns import PASSWORD
from tests.walls.specimens_library import adoption, strange_edition, submission

pytestmark = pytest.mark.django_db
MODERATOR = Actor(ActorKind.OPERATOR, "9", "結城 運営")
PAGE = "/library/statistics/"


@pytest.fixture
def operator(settings) -> Client:
    """Signed in on the operator's host."""
    client = Client(HTTP_HOST=settings.OPERATOR_HOST)
    with in_public():
        person = Person.objects.create_user(email="op@op.example", name="結城", password=PASSWORD, is_operator=True)
        client.force_login(person)
    return client


@pytest.fixture
def lively(towns):
    """Two towns that share; the moderator's queue with one of each end; wishes, questions, figures of one thing."""
    now, home = timezone.now(), towns[0]
    first = edition(content=text_content(), by=home)
    faq = edition(content=faq_content(), by=towns[1])
    newer = edition(content=faq_content(answer="直した"), by=towns[1], item_id=faq.item_id, version="1.1.0")
    gone = edition(content=prompt_content(title="古い案内"), by=home)
    with in_town(home):
        waits, back, done = submission(), submission(), submission()
    with in_public():
        Submission.objects.filter(pk=waits.pk).update(submitted_at=now - timedelta(days=6), title="待つもの")
        for row, days in ((back, 4), (done, 2)):
            Submission.objects.filter(pk=row.pk).update(submitted_at=now - timedelta(days=days), title=f"決めた{days}")
        give_back(submission=back, comment="見出しを短く", actor=MODERATOR, now=now)
        approve(submission=done, actor=MODERATOR, now=now)
    withdraw_item(item=gone.item, reason="制度の廃止", actor=MODERATOR, now=now)
    withdraw_edition(edition=newer, reason="誤りがあった", actor=MODERATOR, now=now)
    with in_public():
        values = {"item": first.item, "town_id": towns[1].id, "town_name": towns[1].name}
        old = now - timedelta(days=15)
        LibraryQuestion.objects.create(**values, text="誰も答えない質問", asked_at=old)
        heard = LibraryQuestion.objects.create(**values, text="答えのある質問", asked_at=old)
        LibraryAnswer.objects.create(question=heard, town_id=1, town_name="x", text="はい", answered_at=now)
        wish = Wish.objects.create(consortium_id=first.item.consortium_id, text="除雪の案内", made_at=now)
        WishSupport.objects.create(wish=wish, town_id=1, town_name="x", offers=True, said_at=now)
        shown = {"towns": 5, "uses": 120, "success_percent": 90, "minutes_saved": 10}
        ShownFigures.objects.create(item=faq.item, **shown, month=timezone.localdate().replace(day=1))
    return first


def seen_on(client: Client, query: str = ""):
    """The overview that the page drew."""
    return client.get(PAGE + query).context["seen"]


def test_the_figures_are_those_of_the_consortium(operator, lively, towns) -> None:
    strange_edition()  # of another consortium
    page = operator.get(PAGE)
    seen, words = page.context["seen"], page.content.decode()
    assert seen.released == 3
    assert dict(seen.by_kind)["FAQのセット"] == 1
    assert seen.editions == 5
    assert (seen.queue.waiting, seen.queue.approved, seen.queue.returned) == (1, 1, 1)
    assert seen.queue.median_days == 3.0
    assert {one.town: (one.items, one.editions) for one in seen.sharing}[towns[1].name] == (1, 2)
    assert (seen.wishes.open, seen.wishes.offered, seen.talk.asked, seen.talk.answered) == (1, 1, 2, 1)
    for one in ("見出しを短く", "制度の廃止", "誤りがあった", "誰も答えない質問", "5町以上", "約120回"):
        assert one in words, one
    assert "答えのある質問" not in words
    rows = operator.get("/library/statistics.csv").content.decode()
    for one in (
        "確認待ち,,1",
        "決めるまでの日数（中央値）,,3.0",
        "見出しを短く",
        "誰も答えない質問",
        "町の数（5町ごと）,5",
    ):
        assert one in rows, one


def test_the_page_asks_a_fixed_number_of_times_and_no_town(operator, lively, towns, django_assert_num_queries) -> None:
    with django_assert_num_queries(18) as counted:
        operator.get(PAGE)
    with in_town(towns[0]):
        adoption()
        for _number in range(6):
            submission()
    with django_assert_num_queries(18):
        seen = seen_on(operator)
    assert seen.queue.waiting == 7
    sent = " ".join(one["sql"] for one in counted.captured_queries)
    assert "template_library_adoption" not in sent.replace("template_library_adoptionfigure", "")
    assert "adoptionfigure" not in sent  # nor single towns' figures


def test_a_period_without_anything_says_so_and_strange_filters_are_the_first_choice(operator, lively) -> None:
    page = operator.get(f"{PAGE}?span=last_fiscal").content.decode()
    assert "この期間に公開されたものはありません" in page
    assert seen_on(operator, "?span=x&consortium=abc").editions == 5


def test_a_library_without_anything_leads_to_the_queue(operator, towns) -> None:
    page = operator.get(PAGE).content.decode()
    assert "まだ何も共有されていません" in page
    assert "/library/submissions/" in page


def test_only_operators_see_it(operator, towns, settings) -> None:
    assert Client(HTTP_HOST=settings.OPERATOR_HOST).get(PAGE).status_code == HTTPStatus.FOUND
    assert Client(HTTP_HOST=towns[0].host).get(PAGE).status_code == HTTPStatus.NOT_FOUND


def test_the_days_of_a_span() -> None:
    today = date(2027, 2, 10)
    assert days_of(span=Span.QUARTER_BACK, today=today).months == (
        date(2026, 12, 1),
        date(2027, 1, 1),
        date(2027, 2, 1),
    )
    assert len(days_of(span=Span.YEAR_BACK, today=today).months) == 12
    fiscal, last = (days_of(span=one, today=today) for one in (Span.FISCAL, Span.LAST_FISCAL))
    assert (fiscal.first, fiscal.last) == (date(2026, 4, 1), today)
    assert (last.first, last.last) == (date(2025, 4, 1), date(2026, 3, 31))
