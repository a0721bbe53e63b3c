"""A ContentType cache per schema: Django keeps one for the process, which mixes the ids of towns."""

from collections import OrderedDict
from threading import Lock
from typing import Any

from django.contrib.contenttypes.models import ContentTypeManager

from tenants.border.current import current_place

_MOST_SCHEMAS = 256
_lock = Lock()
_caches: OrderedDict[str, dict[str, Any]] = OrderedDict()


def _cache_of_place(_manager: ContentTypeManager) -> dict[str, Any]:
    place = current_place()
    if place is None:
        return {}
    with _lock:
        cache = _caches.setdefault(place.schema_name, {})
        _caches.move_to_end(place.schema_name)
        if len(_caches) > _MOST_SCHEMAS:
            _caches.popitem(last=False)
    return cache


def wall_content_types() -> None:
    """Replace the manager's cache by one that follows the entered place. Called once when the app is ready."""
    ContentTypeManager._cache = property(_cache_of_place, lambda _manager, _value: None)  # type: ignore[attr-defined]  # noqa: SLF001  Django offers no other seam
