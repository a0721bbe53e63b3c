"""Somebody of the entered town, and browsers of its people."""

from collections.abc import Callable

import pytest
from django.test import Client

from audit_log.public import Actor, ActorKind
from tenants.models import Person
from tenants.public import Town
from tests.towns import People


@pytest.fixture
def by(people: People) -> Actor:
    """The town's admin as an actor."""
    return Actor(ActorKind.PERSON, str(people.admin.pk), people.admin.name)


@pytest.fixture
def sit(town: Town) -> Callable[[Person], Client]:
    """Signs a person in."""

    def sat(person: Person) -> Client:
        client = Client(HTTP_HOST=town.host)
        client.force_login(person)
        return client

    return sat
