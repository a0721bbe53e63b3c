"""Semantic versions: major when blanks or fields change, minor for the body, patch for wording."""

from typing import NamedTuple


class Version(NamedTuple):
    """One version; sorts as people expect."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


FIRST = Version(1, 0, 0)


def version_of(*, text: str) -> Version:
    """Read "1.2.3". Raises ValueError."""
    major, minor, patch = (int(part) for part in text.split("."))
    return Version(major, minor, patch)


def after(*, last: Version, step: str) -> Version:
    """The next version by a step of "major", "minor" or "patch"."""
    if step == "major":
        return Version(last.major + 1, 0, 0)
    return Version(last.major, last.minor + 1, 0) if step == "minor" else last._replace(patch=last.patch + 1)
