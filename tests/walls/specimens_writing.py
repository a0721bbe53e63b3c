"""Specimens of what staff write with."""

from collections.abc import Callable

from django.utils import timezone

from assistants.models import SavedProof, TownSpelling
from tenants.models import Person
from tests.walls.secret import SECRET, count


def saved_proof() -> SavedProof:
    """A text that somebody saved."""
    number = next(count)
    person = Person.objects.create_user(email=f"writer{number}@town.example", name=SECRET, password="irrelevant 1")
    return SavedProof.objects.create(
        person=person, title=f"{SECRET}{number}", profile="press", text=SECRET, saved_at=timezone.now()
    )


def spelling() -> TownSpelling:
    """A word of the glossary."""
    return TownSpelling.objects.create(
        preferred=f"{SECRET}{next(count)}", avoided=[SECRET], reason=SECRET, written_at=timezone.now()
    )


WRITING: dict[str, Callable[[], object]] = {
    "proof_id": lambda: saved_proof().pk,
    "spelling_id": lambda: spelling().pk,
}
