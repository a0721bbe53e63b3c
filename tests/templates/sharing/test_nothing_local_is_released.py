"""Whatever is local, in whatever text of whatever kind: the signed file that others read does not hold it."""

import json
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, event, given, settings

from audit_log.public import SYSTEM
from templates.delocalising.folding import fold
from templates.models import Submission
from templates.places import with_texts
from templates.sharing.exchange import export_library
from templates.sharing.local_things import Gathered
from templates.sharing.offer import begin_offering, decide_as_suggested, write_head
from templates.sharing.review import approve
from templates.sharing.submit import NotSubmitted, submit
from tenants.models import Person, Profile
from tenants.public import in_public
from tests.templates.sharing.local_words import HOST, LocalWords, local_words, parts_of

pytestmark = pytest.mark.django_db
SAID = ("origin", "author", "digest", "id", "released")  # whose it is, which everybody shall read


def test_no_local_fact_stands_in_a_released_file(town, people) -> None:
    released = []

    @settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
    @given(local_words())
    def holds(case: LocalWords) -> None:
        with transaction.atomic():
            file = _file_of(case)
            transaction.set_rollback(True)
        released.append(bool(file))
        event("released" if file else "held back")
        for fact in case.facts.values() if file else ():
            for part in parts_of(fact):
                assert fold(part) not in file, (fact, file)

    holds()
    assert sum(released) > len(released) / 3  # held back for personal data or a note that may hold no blank


def _file_of(case: LocalWords) -> str:
    """What others read of it, in one spelling; empty when it was not handed in, and then nothing has crossed."""
    now = timezone.now()
    Profile.objects.filter(pk=1).update(mayor=case.mayor, email=f"info@{HOST}", site=f"https://www.{HOST}/")
    Person.objects.filter(email="member@town.example").update(name=case.clerk)
    content = with_texts(content=case.content, texts=case.texts)
    offering = begin_offering(gathered=Gathered(content, ()), actor=SYSTEM, now=now)
    write_head(offering=offering, head={}, section="", change_note=case.note or "最初の版", now=now)
    decide_as_suggested(offering=offering, now=now)
    try:
        made = submit(offering=offering, actor=SYSTEM, now=now)
    except NotSubmitted:
        with in_public():
            assert not Submission.objects.filter(title=content.title).exists()
        return ""
    with in_public():
        edition = approve(submission=made, actor=SYSTEM, now=now)
    file = json.loads(export_library(item_ids=[UUID(str(edition.item_id))], actor=SYSTEM, now=now))
    (one,) = file["editions"]
    one["body"].pop("author", None)  # a prompt's body repeats its head
    return fold(json.dumps({name: value for name, value in one.items() if name not in SAID}, ensure_ascii=False))
