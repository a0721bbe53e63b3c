"""Extra attributes that a tag hands on to its element: `hx_post=url` becomes `hx-post="…"`."""

from collections.abc import Mapping
from typing import Any

from django.forms.utils import flatatt
from django.utils.safestring import SafeString


def attributes(given: Mapping[str, Any]) -> SafeString:
    """The attributes as escaped HTML with a leading blank; True stands alone, False, None and "" are left out."""
    kept = {name.rstrip("_").replace("_", "-"): value for name, value in given.items() if value not in (None, "")}
    return flatatt(kept)
