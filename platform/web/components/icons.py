"""`{% icon %}`: one drawing of the sprite static/web/icons.svg."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from django.template import Library
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = Library()

_SPRITE: Final = Path(__file__).resolve().parents[1] / "static" / "web" / "icons.svg"


class UnknownIcon(ValueError):
    """No drawing of this name stands in the sprite."""


@cache
def icon_names() -> frozenset[str]:
    """All names of the sprite, read once."""
    return frozenset(re.findall(r'<symbol id="([a-z-]+)"', _SPRITE.read_text(encoding="utf-8")))


@register.simple_tag
def icon(name: str, label: str = "", class_: str = "") -> SafeString:
    """The drawing; with a label it is an image with that name, without it is decoration.

    Raises UnknownIcon.
    """
    if name not in icon_names():
        raise UnknownIcon(f"{name!r} is not in static/web/icons.svg")
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    css = f"icon {class_}".strip()
    return format_html('<svg class="{}" {}><use href="{}#{}"></use></svg>', css, voice, static("web/icons.svg"), name)


def icon_if(name: str, class_: str = "") -> SafeString:
    """The drawing, or nothing for an empty name."""
    return icon(name, class_=class_) if name else SafeString("")
