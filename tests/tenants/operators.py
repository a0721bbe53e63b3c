"""Operators for tests, and their browsers on the operator's host."""

from django.conf import settings
from django.test import Client

from tenants.models import Consortium, OperatorPost, Person
from tenants.public import in_public
from tests.towns import PASSWORD


def operator(*, email: str = "op@consortium.example", name: str = "協議 太郎", consortium: str = "") -> Person:
    """Somebody who works for every consortium, or for the one of that name."""
    with in_public():
        made = Person.objects.create_user(email=email, name=name, password=PASSWORD, is_operator=True)
        if consortium:
            row, _made = Consortium.objects.get_or_create(name=consortium)
            OperatorPost.objects.create(person_id=made.pk, consortium=row)
    return made


def at_the_console(person: Person) -> Client:
    """The operator, signed in on the operator's host."""
    client = Client(HTTP_HOST=settings.OPERATOR_HOST)
    with in_public():
        client.force_login(person)
    return client
