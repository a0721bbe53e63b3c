"""What callers send to find and try things."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

_LONGEST_VALUE = 300  # of a blank, as on the page
_LONGEST_FIELD = 60_000
_MOST_OPTIONS = 50


class BlankValue(serializers.CharField):
    """The town's value of a blank; null: it does not apply here."""

    def __init__(self, **kwargs: Any) -> None:
        told: dict[str, Any] = {
            "invalid": _("値は文字で入れてください。この町に当てはまらないときは null です。"),
            "max_length": _("値が長すぎます（{max_length}字まで）。"),
        }
        super().__init__(max_length=_LONGEST_VALUE, allow_blank=True, allow_null=True, error_messages=told, **kwargs)


def blank_values() -> serializers.DictField:
    """A field of values by the blank's name."""
    told = "By the blank's name; null: does not apply here. What is left out gets the town's own value."
    return serializers.DictField(child=BlankValue(), required=False, default=dict, help_text=told)


class FindInput(serializers.Serializer[Any]):
    """Words and filters as on the page; a value that is none is left out."""

    q = serializers.CharField(max_length=200, required=False, allow_blank=True)
    kind = serializers.CharField(max_length=20, required=False, allow_blank=True)
    task = serializers.CharField(max_length=20, required=False, allow_blank=True)
    population_class = serializers.CharField(max_length=20, required=False, allow_blank=True)
    prefecture = serializers.CharField(max_length=20, required=False, allow_blank=True)
    proof = serializers.CharField(max_length=20, required=False, allow_blank=True, help_text="used, good")
    page = serializers.CharField(max_length=9, required=False, allow_blank=True)


class EditionInput(serializers.Serializer[Any]):
    """Which edition; without it the newest."""

    edition = serializers.UUIDField(required=False)


@extend_schema_field({"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
class FieldValue(serializers.Field[Any, Any, Any, Any]):
    """A text, or a list of texts for a field of several choices."""

    def to_internal_value(self, data: Any) -> Any:
        """DRF's hook."""
        if isinstance(data, list):
            many = serializers.ListField(child=serializers.CharField(max_length=200), max_length=_MOST_OPTIONS)
            return many.run_validation(data)
        text = serializers.CharField(max_length=_LONGEST_FIELD, allow_blank=True, trim_whitespace=False)
        return text.run_validation(data)

    def to_representation(self, value: Any) -> Any:
        """DRF's hook."""
        return value


class TryInput(serializers.Serializer[Any]):
    """Values of blanks and fields; `write` sends the prompt to the town's model."""

    blanks = blank_values()
    inputs = serializers.DictField(
        child=FieldValue(), required=False, default=dict,
        help_text="Of a prompt, by the field's name; without one its example stands there.",
    )  # fmt: skip
    write = serializers.BooleanField(default=False, help_text="Of a prompt: let the town's model write the text.")
    grade = serializers.IntegerField(default=1, min_value=1, max_value=9, help_text="Highest grade of what is sent.")
    ask = serializers.CharField(
        max_length=80, required=False, allow_blank=True,
        help_text="Key of a FAQ entry or number of a question of an evaluation set: what the town answers now.",
    )  # fmt: skip
