"""Figures: counted where the town agreed, shown from five towns, and no single town can be read out of two pages."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from assistants.drafting.begin_from import begin_from_template
from assistants.models import Draft, PromptRun, PromptTemplate
from assistants.prompting.content import Content
from assistants.prompting.run import begin_run
from assistants.prompting.use import fill_in
from audit_log.public import SYSTEM, Actor, ActorKind
from templates.models import Adoption, AdoptionFigure, SharedItem, ShownFigures
from templates.proving.figures import count_figures
from templates.proving.publish_figures import Published, publish_figures
from templates.proving.settle import Settled, settle_library
from tenants.public import access_of, in_public
from tests.builders.library import edition

NOVEMBER, DECEMBER = date(2026, 11, 20), date(2026, 12, 2)


def figures(found, towns: int, *, first: int = 1, **values) -> None:
    usual = {"uses": 13, "helpful": 0, "asked": 10, "resolved": 8, "minutes_saved": 20, "counted_on": NOVEMBER}
    with in_public():
        AdoptionFigure.objects.bulk_create(
            AdoptionFigure(edition=found, town_id=town, **{**usual, **values}) for town in range(first, first + towns)
        )


def shown() -> ShownFigures | None:
    with in_public():
        return ShownFigures.objects.first()


def test_four_towns_are_not_shown_and_five_are_rounded(town) -> None:
    found = edition()
    figures(found, 4)
    assert publish_figures(today=NOVEMBER) == Published(0, 0)
    assert shown() is None
    figures(found, 1, first=5)
    assert publish_figures(today=NOVEMBER) == Published(1, 0)
    row = shown()
    assert (row.towns, row.uses, row.success_percent, row.minutes_saved) == (5, 70, 80, 20)
    with in_public():
        item = SharedItem.objects.get(pk=found.item_id)
    assert (item.towns_in_use, item.success_rate) == (5, 80)


def test_a_town_that_joins_or_leaves_within_the_month_changes_nothing_that_is_shown(town) -> None:
    found = edition()
    figures(found, 6)
    publish_figures(today=NOVEMBER)
    before = shown()
    figures(found, 1, first=7, uses=9_000)
    publish_figures(today=NOVEMBER)
    assert shown().uses == before.uses
    with in_public():
        AdoptionFigure.objects.filter(town_id__in=[1, 7]).delete()
    publish_figures(today=NOVEMBER)
    assert (shown().towns, shown().uses) == (before.towns, before.uses)
    publish_figures(today=DECEMBER)
    assert shown().uses == 70


def test_below_five_towns_the_figures_vanish_at_once(town) -> None:
    found = edition()
    figures(found, 5)
    publish_figures(today=NOVEMBER)
    with in_public():
        AdoptionFigure.objects.filter(town_id=3).delete()
    assert publish_figures(today=NOVEMBER) == Published(0, 1)
    assert shown() is None
    with in_public():
        assert SharedItem.objects.get(pk=found.item_id).towns_in_use is None


def test_nothing_is_said_of_four_towns_on_any_page(town, sit, people) -> None:
    found = edition()
    figures(found, 4, uses=7_777, helpful=90, asked=90, resolved=90, minutes_saved=45)
    publish_figures(today=NOVEMBER)
    admin = sit(people.admin)
    pages = ["/library/", "/library/?proof=used", "/library/?proof=good", "/library/?q=催し", "/library/adopted/"]
    for path in (*pages, f"/library/items/{found.item_id}/"):
        text = admin.get(path).content.decode()
        assert not any(words in text for words in ("7,777", "31,1", "45分", "町以上が使用中"))
    with in_public():
        item = SharedItem.objects.get(pk=found.item_id)
    assert (item.towns_in_use, item.success_rate) == (None, None)
    figures(found, 1, first=5)
    publish_figures(today=NOVEMBER)
    assert "5町以上が使用中" in admin.get("/library/?proof=used").content.decode()


def test_a_town_that_is_gone_is_not_counted_for_ever(town) -> None:
    found = edition()
    figures(found, 4)
    figures(found, 1, first=5, counted_on=NOVEMBER - timedelta(days=15))
    assert publish_figures(today=NOVEMBER) == Published(0, 0)
    figures(found, 1, first=6, counted_on=NOVEMBER - timedelta(days=13))
    assert publish_figures(today=NOVEMBER) == Published(1, 0)


def test_minutes_are_shown_only_when_five_towns_told_them(town) -> None:
    found = edition()
    figures(found, 4)
    figures(found, 3, first=5, minutes_saved=None)
    publish_figures(today=NOVEMBER)
    assert shown().minutes_saved is None


@pytest.fixture
def adopted(town, people):
    """An edition in use here: its template was run twice, one draft of two was confirmed."""
    found, now = edition(), timezone.now()
    template = PromptTemplate.objects.create(
        title="案内文", task="notice", scope="town", created_at=now, updated_at=now
    )
    Adoption.objects.create(
        item_id=found.item_id,
        edition_id=found.pk,
        version="1.0.0",
        kind="prompt",
        title="案内文",
        local_kind="prompt",
        local_ids=[template.pk],
        base={},
        adopted_by="試験",
        adopted_at=now,
    )
    for _ in range(2):
        PromptRun.objects.create(
            id=uuid4(), person=people.member, template=template, title="案内文", grade=1, created_at=now
        )
    drafts = {"person": people.member, "template_id": template.pk, "made_at": now, "changed_at": now}
    Draft.objects.create(title="一", confirmed_number=1, number=1, minutes_saved=30, **drafts)
    Draft.objects.create(title="二", number=1, **drafts)
    return found


def test_a_town_gives_nothing_before_it_agrees_and_takes_all_back_when_it_stops(
    adopted, town, django_assert_max_num_queries
) -> None:
    now = timezone.now()
    assert count_figures(now=now) == 0
    assert settle_library(wanted=Settled(gives_figures=True), actor=SYSTEM, now=now)
    with django_assert_max_num_queries(16):
        assert count_figures(now=now) == 1
    assert count_figures(now=now) == 1  # twice is once
    with in_public():
        row = AdoptionFigure.objects.get()
    assert (row.town_id, row.uses, row.drafts, row.confirmed, row.minutes_saved) == (town.id, 2, 2, 1, 30)
    assert settle_library(wanted=Settled(), actor=SYSTEM, now=now)
    with in_public():
        assert not AdoptionFigure.objects.exists()


def test_a_draft_counts_in_whichever_way_it_was_written_with_the_template(adopted, people, sit) -> None:
    """By hand on the template's result, by a model on it, at once from the filled-in template; and not without it."""
    template, access, now = PromptTemplate.objects.get(), access_of(person=people.member), timezone.now()
    use = fill_in(content=Content("案内", "", "notice", "案内を書く"), raw={}, access=access, now=now, look=False)
    run = begin_run(template=template, version=None, use=use, grade=1, names={}, access=access, now=now)
    head = {"title": "案内", "profile": "notice", "grade": "1", "text": "夏まつりのお知らせ", "wish": "短く"}
    for address, do in ((f"?run={run.pk}", "begin"), (f"?run={run.pk}", "write"), ("", "begin")):
        assert sit(people.member).post(f"/drafts/new/{address}", {**head, "do": do}).status_code == 302
    actor = Actor(ActorKind.PERSON, str(people.member.pk), people.member.name)
    begin_from_template(template=template, use=use, grade=1, names={}, access=access, actor=actor, now=now)
    for draft in Draft.objects.exclude(title__in=["一", "二"]):
        Draft.objects.filter(pk=draft.pk).update(confirmed_number=1, minutes_saved=60)
    settle_library(wanted=Settled(gives_figures=True), actor=SYSTEM, now=now)
    count_figures(now=now)
    with in_public():
        row = AdoptionFigure.objects.get()
    assert (row.drafts, row.confirmed, row.minutes_saved) == (5, 4, 60)  # two of them were there before


def test_what_is_not_used_any_more_is_not_counted_any_more(adopted) -> None:
    now = timezone.now()
    settle_library(wanted=Settled(gives_figures=True), actor=SYSTEM, now=now)
    count_figures(now=now)
    Adoption.objects.update(removed_at=now)
    assert count_figures(now=now) == 0
    with in_public():
        assert not AdoptionFigure.objects.exists()
