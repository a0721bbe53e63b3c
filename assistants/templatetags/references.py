"""Filters of the reference room's marks."""

from collections.abc import Collection

from django.template import Library

register = Library()


@register.filter
def marked_in(token: str, marked: Collection[str] | None) -> bool:
    """Whether the person marked the passage of a citation; a turn that has just come was not marked yet."""
    return token in (marked or ())
