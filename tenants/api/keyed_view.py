"""A door that opens by a key with a scope."""

from typing import Any, ClassVar, cast

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.views import APIView

from tenants.api.guarding import HasScope, KeyAuthentication, KeyThrottle
from tenants.api.reading import ShallowJSONParser
from tenants.issuing_keys.check_key import KeyHolder


class KeyedView(APIView):
    """A door that opens by a key with the `scope`; `scopes` by method, where one of them needs another. `refuses`: by
    method which of 409 and 410 it may answer, for the description."""

    authentication_classes = [KeyAuthentication]
    permission_classes = [HasScope]
    throttle_classes = [KeyThrottle]
    parser_classes = [ShallowJSONParser]
    scope = ""
    scopes: ClassVar[dict[str, str]] = {}
    refuses: ClassVar[dict[str, tuple[int, ...]]] = {}

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Answers are for this caller and this moment."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def holder_of(request: Request) -> KeyHolder:
    """Whose key it is."""
    return cast("KeyHolder", request.user)


def base_of(request: HttpRequest | Request) -> str:
    """Scheme and host of the town, as the caller reached it."""
    return request.build_absolute_uri("/").rstrip("/")
