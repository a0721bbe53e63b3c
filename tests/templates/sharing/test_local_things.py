"""What the town could share, as it is offered."""

import pytest

from knowledge.public import FaqWords
from templates.sharing import local_things
from templates.sharing.local_things import gather
from tenants.models import Section
from tenants.public import access_of

pytestmark = pytest.mark.django_db


def test_the_faq_of_a_desk_is_called_by_what_is_asked_and_not_by_the_desk(people, monkeypatch) -> None:
    desk = Section.objects.get(key="juumin").pk
    asked = ("住民票", "証明", "証明", "")
    words = tuple(FaqWords(pk, f"問{pk}", "答", (), desk, category) for pk, category in enumerate(asked))
    monkeypatch.setattr(local_things, "faq_words", lambda: words)
    gathered = gather(key=f"faq:s{desk}", access=access_of(person=people.admin))
    assert gathered.content.title == "証明・住民票のFAQ"
    assert len(gathered.content.body["patterns"]) == 4
