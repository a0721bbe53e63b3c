"""The first steps of an installation: the consortium and its first operator."""

from tenants.models import Consortium, Person


def ensure_consortium(*, name: str) -> int:
    """Id of the consortium of that name, made when it is missing. In the operator's place."""
    return Consortium.objects.get_or_create(name=name)[0].pk


def add_operator(*, email: str, name: str, password: str) -> None:
    """An operator who can sign in on the operator host; one of that address is left as it is."""
    if not Person.objects.filter(email=email.strip().lower()).exists():
        Person.objects.create_user(email=email, name=name, password=password, is_operator=True)
