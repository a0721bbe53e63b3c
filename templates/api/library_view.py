"""What every door of the library's API has in common."""

from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from audit_log.public import Actor
from templates.api.errors import as_told
from tenants.public import KeyedView, actor_of_key, holder_of


class LibraryView(KeyedView):
    """Opens by a key; what the flows refuse becomes an answer of one form."""

    scope = "library.read"
    refuses: ClassVar[dict[str, tuple[int, ...]]] = {"POST": (409,), "DELETE": (409,)}

    def handle_exception(self, exc: Exception) -> Response:
        """DRF's hook."""
        return super().handle_exception(as_told(exc))


def read(kind: type[Serializer[Any]], data: Any) -> dict[str, Any]:
    """What was sent, checked. Raises ValidationError."""
    given = kind(data=data)
    given.is_valid(raise_exception=True)
    values: dict[str, Any] = given.validated_data
    return values


def by_key(request: Request) -> Actor:
    """The key as the audit log names it."""
    return actor_of_key(holder=holder_of(request))
