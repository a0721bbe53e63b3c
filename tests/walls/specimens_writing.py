"""Specimens of what staff write with."""

from collections.abc import Callable

from django.utils import timezone

from assistants.models import Draft, DraftVersion, SavedProof, TownSpelling, WordForm
from knowledge.models import SavedSearch
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


def draft() -> Draft:
    """A draft of somebody, with its first version."""
    number, now = next(count), timezone.now()
    person = Person.objects.create_user(email=f"drafter{number}@town.example", name=SECRET, password="irrelevant 1")
    row = Draft.objects.create(title=SECRET, person=person, number=1, basis=SECRET, made_at=now, changed_at=now)
    DraftVersion.objects.create(draft=row, number=1, text=SECRET, written_by=SECRET, person_id=person.pk, at=now)
    return row


def saved_search() -> SavedSearch:
    """A search that somebody saved."""
    number, now = next(count), timezone.now()
    person = Person.objects.create_user(email=f"seeker{number}@town.example", name=SECRET, password="irrelevant 1")
    return SavedSearch.objects.create(person=person, name=f"{SECRET}{number}", query=f"q={SECRET}", seen_at=now)


def word_form() -> WordForm:
    """A town's Word form."""
    return WordForm.objects.create(
        name=f"{SECRET}{next(count)}", content=SECRET.encode(), put_by=SECRET, put_at=timezone.now()
    )


WRITING: dict[str, Callable[[], object]] = {
    "word_form_id": lambda: word_form().pk,
    "draft_id": lambda: draft().pk,
    "proof_id": lambda: saved_proof().pk,
    "saved_id": lambda: saved_search().pk,
    "spelling_id": lambda: spelling().pk,
}
