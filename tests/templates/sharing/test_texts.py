"""A guideline that a town writes where it shares it, and goes on with."""

import pytest
from django.utils import timezone

from templates.sharing.local_things import empty_text
from templates.sharing.offer import begin_next, begin_offering, write_head
from templates.sharing.submit import preview
from tenants.public import access_of
from tests.templates.sharing.test_publishing import CLERK, handed_in, released

pytestmark = pytest.mark.django_db


def test_a_text_is_written_here(town, people) -> None:
    made = begin_offering(gathered=empty_text(), actor=CLERK, now=timezone.now())
    head = {
        "title": "利用の決まり",
        "purpose": "決める",
        "author": "甲野町",
        "body": {"title": "", "body": "甲野町の決まり"},
    }
    write_head(offering=made, head=head, section="", change_note="最初の版", now=timezone.now())
    assert handed_in(made).content["body"] == {"title": "利用の決まり", "body": "{{町名}}の決まり"}


def test_a_text_goes_on_from_its_last_state(town, people) -> None:
    first = begin_offering(gathered=empty_text(), actor=CLERK, now=timezone.now())
    body = {"title": "", "body": "甲野町の決まり"}
    head = {"title": "利用の決まり", "purpose": "決める", "author": "甲野町", "body": body}
    write_head(offering=first, head=head, section="", change_note="最初の版", now=timezone.now())
    released(first)
    first.refresh_from_db()
    access = access_of(person=people.admin)
    again = begin_next(offering=first, access=access, actor=CLERK, now=timezone.now())
    more = {"body": {"title": "", "body": "甲野町の決まり\n毎年見直す。"}}
    write_head(offering=again, head=more, section="", change_note="見直しを加えた", now=timezone.now())
    assert preview(offering=again).version == "1.1.0"
    assert preview(offering=again).faults == ()
