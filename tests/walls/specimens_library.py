"""Specimens of the shared library: what the entered town prepares, hands in, and what another consortium released."""

from collections.abc import Callable

from django.utils import timezone

from templates.envelope import plain_content
from templates.models import Adoption, Edition, Offering, Submission, TownText
from tenants.public import current_town, in_public, member
from tests.builders.library import edition, text_content
from tests.walls.secret import SECRET, count

STRANGERS = 77_000  # a consortium that no town of the tests belongs to


def offering() -> Offering:
    """Something the town prepares."""
    now = timezone.now()
    content = plain_content(content=text_content(title=SECRET))
    return Offering.objects.create(
        kind="text", title=SECRET, content=content, made_by=SECRET, made_at=now, changed_at=now
    )


def submission() -> Submission:
    """Something the town handed in, which waits."""
    town = current_town()
    facts = member(town_id=town.id)
    content = text_content(title=SECRET)
    with in_public():
        return Submission.objects.create(
            consortium_id=facts.consortium_id if facts else 0,
            town_id=town.id,
            town_code=town.code,
            town_name=SECRET,
            kind="text",
            title=SECRET,
            content=plain_content(content=content),
            version="1.0.0",
            change_note=SECRET,
            digest=content.digest,
            submitted_at=timezone.now(),
            submitted_by=SECRET,
        )


def strange_edition() -> Edition:
    """Released, but to the towns of another consortium."""
    content = text_content(title=f"{SECRET}{next(count)}", body=SECRET)
    return edition(content=content, consortium_id=STRANGERS)


def adoption() -> Adoption:
    """Something the town took over."""
    source = strange_edition()
    return Adoption.objects.create(
        item_id=source.item_id,
        edition_id=source.pk,
        version="1.0.0",
        kind="text",
        title=SECRET,
        local_kind="text",
        base=source.content,
        adopted_by=SECRET,
        adopted_at=timezone.now(),
    )


def town_text() -> TownText:
    """A guideline of the town."""
    now = timezone.now()
    row = TownText.objects.create(title=SECRET, made_at=now, changed_at=now)
    row.versions.create(number=1, title=SECRET, body=SECRET, written_by=SECRET, at=now)
    return row


OF_THE_LIBRARY: dict[str, Callable[[], object]] = {
    "offering_id": lambda: offering().pk,
    "submission_id": lambda: submission().pk,
    "item_id": lambda: strange_edition().item_id,
    "shared_edition_id": lambda: strange_edition().pk,
    "adoption_id": lambda: adoption().pk,
    "town_text_id": lambda: town_text().pk,
}
