"""The demo's conversations: believable in number, each state of a hand-over, written once, counted."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from assistants.models import Conversation, Handover, RecordedTurn
from assistants.public import write_past
from assistants.reviewing.statistics import Period, figures
from assistants.showing import from_plain
from tenants.public import settle, town_people, town_sections
from yuimachi.demo.content import demo_town
from yuimachi.demo.conversations import Takers, past_conversations


@pytest.mark.parametrize("slug", ["kumoi", "shionagi", "wakabano"])
def test_a_town_has_two_months_of_talk(town, slug):
    written, now = demo_town(slug=slug), timezone.now()
    settle(
        profile=written.profile,
        sections=written.sections,
        people=written.people,
        password="irrelevant 1",
        open_chat=True,
        now=now,
    )
    takers = Takers({section: (one.id, one.name) for one in town_people() for section in one.section_ids})
    past = past_conversations(written=written, sections=town_sections(), takers=takers, now=now)
    assert write_past(conversations=past, now=now) > 600
    assert write_past(conversations=past, now=now) == 0
    states = Counter(Handover.objects.values_list("state", flat=True))
    assert states == {"open": 1, "transferred": 1, "taken": 1, "answered": 1, "closed": 1}
    assert Handover.objects.filter(section=None).count() <= 1
    assert not RecordedTurn.objects.filter(at__gt=now).exists()
    row = RecordedTurn.objects.exclude(answer="").first()
    assert from_plain(plain=row.shown, turn_id=str(row.pk), question=row.question, at=row.at).parts
    today = timezone.localdate()
    month, before = figures(period=Period(today - timedelta(days=29), today), section_ids=None)
    assert month.turns > before.turns > 100
    assert 0.8 < (month.self_service or 0) < 0.95
    assert 0.6 < (month.satisfaction or 0) < 0.95
    assert Conversation.objects.filter(language="en").exists()
