"""What the description of the API says of errors beside those that DRF knows: what a door refuses, what is too much."""

from typing import Any, Final

from drf_standardized_errors.openapi import AutoSchema
from rest_framework import serializers

_WITH_BODY: Final = ("POST", "PUT", "PATCH")


class RefusalOutput(serializers.Serializer[Any]):
    """One thing that stands against it; `attr` says what it is about."""

    code = serializers.CharField()
    detail = serializers.CharField()
    attr = serializers.CharField(allow_null=True)


class RefusedOutput(serializers.Serializer[Any]):
    """What was asked was understood and not done; nothing has changed."""

    type = serializers.CharField(help_text="client_error")
    errors = RefusalOutput(many=True)  # type: ignore[assignment]  # a serializer's own property has the name too


class KeyedSchema(AutoSchema):
    """Reads `refuses` of a door; whatever takes a body can be sent too much."""

    def _should_add_error_response(self, responses: dict[str, Any], status_code: str) -> bool:
        """The package's hook."""
        if status_code == "413":
            return self.method in _WITH_BODY and self.get_request_serializer() is not None
        if status_code in ("409", "410"):
            return int(status_code) in getattr(self.view, "refuses", {}).get(self.method, ())
        return bool(super()._should_add_error_response(responses, status_code))
