"""Absolute addresses of the entered place, for mails and papers."""

from django.conf import settings

from tenants.border.current import current_place


def absolute_link(*, path: str) -> str:
    """`path` (beginning with /) on the entered place's own host."""
    place = current_place()
    host = place.town.host if place and place.town else settings.OPERATOR_HOST
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{settings.PUBLIC_SCHEME}://{host}{port}{path}"
