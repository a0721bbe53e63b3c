"""Specimens of what towns say and prove about shared things: of another consortium, or inside the town."""

from collections.abc import Callable

from django.utils import timezone

from templates.models import LibraryQuestion, ProofRun, Wish
from tenants.public import in_public
from tests.walls.secret import SECRET, count
from tests.walls.specimens_library import STRANGERS, strange_edition


def proof_run() -> ProofRun:
    """A proof in the town, with one case."""
    source = strange_edition()
    run = ProofRun.objects.create(
        item_id=source.item_id,
        edition_id=source.pk,
        version="1.0.0",
        kind="faq",
        state="done",
        started_by=SECRET,
        queued_at=timezone.now(),
        cases=1,
    )
    run.results.create(position=1, case={"ask": "faq", "question": SECRET, "entry": SECRET}, output=SECRET)
    return run


def question() -> LibraryQuestion:
    """Asked about something of another consortium."""
    source = strange_edition()
    with in_public():
        return LibraryQuestion.objects.create(
            item_id=source.item_id, town_id=1, town_name=SECRET, text=SECRET, asked_at=timezone.now()
        )


def wish() -> Wish:
    """On the board of another consortium."""
    with in_public():
        text = f"{SECRET}{next(count)}"
        return Wish.objects.create(consortium_id=STRANGERS, text=text, town_name=SECRET, made_at=timezone.now())


OF_WORTH: dict[str, Callable[[], object]] = {
    "library_proof_id": lambda: proof_run().pk,
    "library_question_id": lambda: question().pk,
    "wish_id": lambda: wish().pk,
}
