"""The doors that open by a key of the town: read from the URL map, each with a scope that the closed list knows."""

from typing import Any

from django.urls import resolve

from tenants.api.guarding import HasScope, KeyAuthentication, KeyThrottle, scope_of
from tenants.api.keyed_view import KeyedView
from tenants.issuing_keys.scopes import Scope
from tests.walls.addresses import TOWN_URLCONF, Address, addresses

_EXAMPLES = {"int": 1, "uuid": "00000000-0000-0000-0000-000000000001", "str": "x", "slug": "x"}


def view_of(address: Address) -> Any:
    """The class of the view behind an address, None for a function."""
    path = address.filled({name: _EXAMPLES[kind] for name, kind in address.blanks})
    return getattr(resolve(path, urlconf=TOWN_URLCONF).func, "view_class", None)


def methods_of(view: Any) -> list[str]:
    """What can be called there."""
    return [name for name in ("get", "post", "put", "patch", "delete") if hasattr(view, name)]


def _is_keyed(view: Any) -> bool:
    if not (isinstance(view, type) and issubclass(view, KeyedView)):
        return False
    guards = (view.authentication_classes, view.permission_classes, view.throttle_classes)
    scopes = {scope_of(view=view, method=name.upper()) for name in methods_of(view)}
    return guards == ([KeyAuthentication], [HasScope], [KeyThrottle]) and scopes <= set(Scope.values)


DOORS = [address for address in addresses(TOWN_URLCONF) if _is_keyed(view_of(address))]
KEYED = {address.name: "programs, by a key of the town" for address in DOORS}
