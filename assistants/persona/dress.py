"""Gives a town its guide's picture and first questions, for the demo and for scripts."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from assistants.models import Persona, SuggestedQuestion
from assistants.persona.picture import keep_picture


@dataclass(frozen=True, slots=True)
class WrittenSuggestion:
    """A question with its windows; days as month × 100 + day."""

    text: str
    first_day: int | None = None
    last_day: int | None = None
    first_hour: int | None = None
    last_hour: int | None = None
    path_prefix: str = ""


def dress(*, picture: bytes, alt: str, tone: str, questions: Iterable[WrittenSuggestion]) -> None:
    """Picture, tone and questions where the town has none yet; run again, it changes nothing. Raises PictureRefused."""
    row, _made = Persona.objects.get_or_create(pk=1)
    if not row.picture:
        row.picture, row.picture_alt, row.tone = keep_picture(content=picture), alt, tone
        row.save()
    rows = [SuggestedQuestion(position=at, **asdict(each)) for at, each in enumerate(questions)]
    SuggestedQuestion.objects.bulk_create(rows, ignore_conflicts=True)
