"""Writing hotlines: each with source and date, never in code."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from assistants.models import Hotline


@dataclass(frozen=True, slots=True)
class WrittenHotline:
    """A hotline as written down by the town. `kind` is one of Hotline.Kind."""

    kind: str
    name: str
    number: str
    hours: str
    area: str
    source: str
    verified_on: date
    expires_on: date


def write_hotlines(*, hotlines: Iterable[WrittenHotline]) -> None:
    """Write hotlines into the entered town; one of the same kind and number is brought up to date."""
    for position, written in enumerate(hotlines):
        values = {**asdict(written), "position": position}
        kind, number = values.pop("kind"), values.pop("number")
        Hotline.objects.update_or_create(kind=kind, number=number, defaults=values)
