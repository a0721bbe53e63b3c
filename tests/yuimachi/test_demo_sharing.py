"""What the demo towns share goes through the product's own steps without anything left open."""

import pytest
from django.utils import timezone

from templates.models import Edition, Offering, Submission
from tenants.public import Town, in_public, in_town, settle
from yuimachi.demo.content import demo_town
from yuimachi.demo.guiding import put_up_guides
from yuimachi.demo.library_sharing import share

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("slug", "released", "waiting"), [("kumoi", 4, 0), ("shionagi", 2, 0), ("wakabano", 0, 1)])
def test_a_demo_town_shares_once(towns: tuple[Town, Town], slug: str, released: int, waiting: int) -> None:
    town, now, written = towns[0], timezone.now(), demo_town(slug=slug)
    with in_town(town):
        values = {"profile": written.profile, "sections": written.sections, "people": written.people}
        settle(**values, password="irrelevant 1", open_chat=False, now=now)
        put_up_guides(folder=written.faq.parent, now=now)
    assert share(written=written, town=town, now=now) == released
    assert share(written=written, town=town, now=now) == 0
    with in_public():
        assert Edition.objects.count() == released
        assert Submission.objects.filter(state="waiting").count() == waiting
        texts = " ".join(str(row.content) for row in Submission.objects.all())
    assert all(person.name not in texts for person in written.people)
    with in_town(town):
        assert Offering.objects.count() == released + waiting
