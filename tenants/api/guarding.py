"""Who may call: a key in the header, its scope, its limit of calls a minute."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from tenants.counting import count_this_minute, seconds_left
from tenants.issuing_keys.check_key import KeyHolder, KeyRefused, check_key

_REFUSED = {
    "unknown": _("鍵が正しくありません。この町で作った鍵を Authorization: Bearer … に入れてください。"),
    "revoked": _("この鍵は無効にされています。町の担当者に新しい鍵を作ってもらってください。"),
    "expired": _("この鍵は期限が切れています。町の担当者に新しい鍵を作ってもらってください。"),
}


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer yui_…`; the holder becomes `request.user`."""

    def authenticate(self, request: Request) -> tuple[KeyHolder, str] | None:
        """DRF's hook; None without a header, which a permission refuses."""
        scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        try:
            return check_key(key=key.strip(), now=timezone.now()), key
        except KeyRefused as refused:
            raise AuthenticationFailed(_REFUSED[refused.why]) from refused

    def authenticate_header(self, request: Request) -> str:
        """What a 401 asks for."""
        return "Bearer"


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # the package's own registry
    """How the key is sent, for the description."""

    target_class = "tenants.api.guarding.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """drf-spectacular's hook."""
        return {"type": "http", "scheme": "bearer"}


def scope_of(*, view: APIView, method: str) -> str:
    """What a key needs for a method of a door: that of `scopes`, else the door's `scope`."""
    scopes: dict[str, str] = getattr(view, "scopes", {})
    return scopes.get(method, getattr(view, "scope", ""))


class HasScope(BasePermission):
    """What the door asks for is one of the key's scopes."""

    message = _("この鍵には、この操作の許可がありません。町の担当者に許可を付けた鍵を作ってもらってください。")

    def has_permission(self, request: Request, view: APIView) -> bool:
        """DRF's hook."""
        holder: Any = request.user
        return isinstance(holder, KeyHolder) and holder.may(scope_of(view=view, method=request.method or ""))


class KeyThrottle(BaseThrottle):
    """As many calls a minute as the key allows, over all processes."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        """DRF's hook; it runs after the permissions, so strangers count for nobody."""
        holder: Any = request.user
        count = count_this_minute(name=f"api-key:{holder.key_id}", now=timezone.now())
        return count <= int(holder.most_a_minute)

    def wait(self) -> float:
        """Seconds for the header Retry-After."""
        return seconds_left(now=timezone.now())
