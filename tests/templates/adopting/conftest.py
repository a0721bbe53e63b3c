"""A town that shares and a neighbour that takes over; the neighbour is entered."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from audit_log.public import Actor
from templates.adopting.install import Wanted, install
from templates.models import Adoption, Edition
from tenants.public import Access, Town, access_of
from tests.towns import People

VALUES = {"町名": "甲野町", "窓口の電話": "0999-90-1002"}


@pytest.fixture
def home(towns: tuple[Town, Town]) -> Town:
    """The town that shares; the first one (`town`) takes over."""
    return towns[1]


@pytest.fixture
def admin(people: People) -> Access:
    """Who takes over."""
    return access_of(person=people.admin)


@pytest.fixture
def adopt(admin: Access, by: Actor) -> Callable[..., Adoption]:
    """Takes an edition over with the usual values."""

    def taken(edition: Edition, **more: str | None) -> Adoption:
        names = {one["name"] for one in edition.blanks}
        values = {name: value for name, value in {**VALUES, **more}.items() if name in names}
        wanted = Wanted(edition.pk, values)
        return install(wanted=[wanted], access=admin, by=by, now=timezone.now())[0]

    return taken
