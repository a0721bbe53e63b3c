"""Says at start which navigation entries lead nowhere; pages leave them out rather than fail as a whole."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Warning  # noqa: A004  Django's own name

from web.navigation import FRAMES, OPERATOR, address_of, registered


def check_navigation(*, app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """One warning for each entry whose address does not exist on its host."""
    del app_configs, kwargs
    return [
        Warning(f"navigation entry {entry.url_name!r} ({frame}) has no address", id="web.W001")
        for frame in sorted(FRAMES)
        for entry in registered(frame=frame)
        if not address_of(entry=entry, urlconf=_urlconf(frame))
    ]


def _urlconf(frame: str) -> str:
    town: str = settings.ROOT_URLCONF
    return str(getattr(settings, "OPERATOR_URLCONF", town)) if frame == OPERATOR else town
