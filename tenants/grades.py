"""The levels of confidentiality as the town's own rules name them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.models import Policy

# Level 1 first; it alone reaches residents. Of five levels the names are those of 総務省's guideline, 自治体機密性.
_USUAL: Final[dict[int, tuple[Promise, ...]]] = {
    Policy.GradeScale.THREE: (
        _("機密性1（公開してよい）"),
        _("機密性2（庁内限り）"),
        _("機密性3（特に注意）"),
    ),
    Policy.GradeScale.FIVE: (
        _("自治体機密性1"),
        _("自治体機密性2"),
        _("自治体機密性3C"),
        _("自治体機密性3B"),
        _("自治体機密性3A"),
    ),
}


@dataclass(frozen=True, slots=True)
class Grade:
    """One level; a higher one is more confidential."""

    level: int
    name: str


def town_grades() -> tuple[Grade, ...]:
    """The levels of the entered town, lowest first; one query."""
    scale, own = Policy.objects.values_list("grade_scale", "grade_names").get(pk=1)
    return grades_of(scale=scale, own_names=own)


def grade_name(*, level: int) -> str:
    """What the entered town calls a level, also one that its present scale does not know. One query."""
    names = {grade.level: grade.name for grade in town_grades()}
    return names.get(level) or _("機密性%(level)s") % {"level": level}


def grades_of(*, scale: int, own_names: Sequence[str]) -> tuple[Grade, ...]:
    """The levels of a scale; where the town gave no name of its own, the usual one."""
    usual = _USUAL[scale]
    own = [*own_names, *[""] * len(usual)]
    return tuple(Grade(at + 1, own[at] or str(name)) for at, name in enumerate(usual))
