"""What callers send to take things over and to keep them up to date."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from templates.adopting.merge import Choice
from templates.adopting.pack import MOST
from templates.api.inputs_items import BlankValue, blank_values
from templates.models import Adoption

_MOST_PLACES = 2_000


class WantedInput(serializers.Serializer[Any]):
    """One thing; without `edition` its newest."""

    item = serializers.UUIDField()
    edition = serializers.UUIDField(required=False, allow_null=True)
    blanks = blank_values()
    policy = serializers.ChoiceField(choices=Adoption.Policy.choices, default=Adoption.Policy.ASK.value)


class AdoptInput(serializers.Serializer[Any]):
    """One thing or many, all or nothing. `blanks` hold for all of them, where one says nothing else."""

    items = serializers.ListField(
        child=WantedInput(), allow_empty=False, max_length=MOST,
        error_messages={"empty": _("導入するものを items に1つ以上入れてください。")},
    )  # fmt: skip
    blanks = blank_values()

    def validate_items(self, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Each thing once."""
        if len({one["item"] for one in items}) < len(items):
            raise serializers.ValidationError(_("同じひな形が2回入っています。1つにしてください。"))
        return items


class ChoiceInput(serializers.Serializer[Any]):
    """What stands at a place of the comparison."""

    place = serializers.CharField(max_length=20)
    take = serializers.ChoiceField(choices=[(one.value, one.value) for one in Choice])


class UpdateInput(serializers.Serializer[Any]):
    """`edition` and `token` of the comparison that was read, a choice for each conflict, values of new blanks."""

    edition = serializers.UUIDField()
    token = serializers.CharField(max_length=64)
    choices = serializers.ListField(child=ChoiceInput(), default=list, max_length=_MOST_PLACES)
    blanks = blank_values()


class BlanksInput(serializers.Serializer[Any]):
    """New values by the blank's name; null: does not apply. What is left out stays as it is."""

    blanks = serializers.DictField(child=BlankValue())


class WriteBlanksInput(BlanksInput):
    """With the `token` of the comparison that was read, and a choice for each conflict."""

    token = serializers.CharField(max_length=64)
    choices = serializers.ListField(child=ChoiceInput(), default=list, max_length=_MOST_PLACES)


class PolicyInput(serializers.Serializer[Any]):
    """What happens when a newer edition comes."""

    policy = serializers.ChoiceField(choices=Adoption.Policy.choices)


class UndoInput(serializers.Serializer[Any]):
    """`sure`: also what the town changed, or residents read."""

    sure = serializers.BooleanField(default=False)
