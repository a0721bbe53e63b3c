"""The tour of the first days: three steps, brought by the apps that know the pages."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from tenants.access import Access
from tenants.welcoming.remember import Remembered


@dataclass(frozen=True, slots=True)
class TourStep:
    """One step: what it is for, and the page where it begins. `needs` is a permission word."""

    position: int
    title: Promise
    text: Promise
    link: Promise
    url_name: str
    icon: str
    needs: str


_steps: Final[dict[int, TourStep]] = {}


def register_tour_step(step: TourStep) -> None:
    """Add a step; called once when an app is ready."""
    _steps[step.position] = step


def tour_for(*, access: Access, memory: Remembered) -> tuple[TourStep, ...]:
    """The steps that the person may take, in order; none once the tour was ended."""
    if memory.tour_ended:
        return ()
    return tuple(step for _position, step in sorted(_steps.items()) if access.may(step.needs))
