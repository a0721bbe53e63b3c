"""Signed links and values that are only valid in the place that signed them."""

from typing import Any

from django.core import signing

from tenants.border.current import current_schema


def sign(*, value: Any, purpose: str) -> str:
    """A URL-safe signed form of a JSON value, bound to the entered place and a purpose."""
    return signing.dumps(value, salt=f"{current_schema()}|{purpose}", compress=True)


def unsign(*, signed: str, purpose: str, max_age_seconds: int) -> Any:
    """The value; raises django.core.signing.BadSignature for another place's, an altered or an old one."""
    return signing.loads(signed, salt=f"{current_schema()}|{purpose}", max_age=max_age_seconds)
