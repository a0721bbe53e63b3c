"""Reads what callers send: JSON of a size that fits, and nothing so deep that reading it fails."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

MOST_BYTES: Final = 2_000_000


class TooLarge(APIException):
    """413."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"

    def __init__(self) -> None:
        super().__init__(_("送られた内容が大きすぎます（2MBまで）。何回かに分けて送ってください。"))


class ShallowJSONParser(JSONParser):
    """JSON; a tower of brackets or a mountain of bytes is wrong input, no failure of ours."""

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """DRF's hook. Raises ParseError, TooLarge; reads no more than the limit."""
        read = stream.read(MOST_BYTES + 1)
        if len(read) > MOST_BYTES:
            raise TooLarge
        try:
            return super().parse(BytesIO(read), media_type, parser_context)
        except RecursionError as deep:
            raise ParseError(_("送られたJSONの入れ子が深すぎます。")) from deep
