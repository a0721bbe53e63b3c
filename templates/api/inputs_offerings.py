"""What callers send to share something of the town."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from assistants.public import PROMPT_TASKS
from templates.envelope import LICENCES
from templates.sharing.deciding import BY_HAND, LONGEST_BLANK, LONGEST_MARK, LONGEST_REASON
from tenants.public import town_sections

_LONGEST_TEXT = 100_000
_MOST = 1_000


class BeginInput(serializers.Serializer[Any]):
    """What is to be shared: `thing` of the list, or `text` for a new one."""

    thing = serializers.CharField(max_length=80)


class LawInput(serializers.Serializer[Any]):
    """A law that it rests on, as it stood on a day."""

    title = serializers.CharField(max_length=120)
    article = serializers.CharField(max_length=80, required=False, allow_blank=True)
    as_of = serializers.DateField()


class HeadInput(serializers.Serializer[Any]):
    """What a reader sees first; what is left out stays as it is. `body` of a text only."""

    title = serializers.CharField(max_length=80, required=False)
    purpose = serializers.CharField(max_length=400, required=False)
    task = serializers.CharField(required=False)
    cautions = serializers.ListField(child=serializers.CharField(max_length=300), max_length=10, required=False)
    author = serializers.CharField(max_length=80, required=False, help_text="A town or desk, no person.")
    section = serializers.CharField(max_length=40, required=False, allow_blank=True, help_text="One of the town's.")
    licence = serializers.CharField(required=False)
    laws = serializers.ListField(child=LawInput(), required=False, max_length=10)
    change_note = serializers.CharField(max_length=400, required=False)
    body = serializers.CharField(max_length=_LONGEST_TEXT, required=False, trim_whitespace=False)

    def validate_task(self, task: str) -> str:
        """One of the closed list."""
        return _one_of(task, list(PROMPT_TASKS))

    def validate_licence(self, licence: str) -> str:
        """One that can be chosen."""
        return _one_of(licence, list(LICENCES))

    def validate_section(self, section: str) -> str:
        """A section of the town, or none."""
        return _one_of(section, ["", *(one.name for one in town_sections())])


class DecisionInput(serializers.Serializer[Any]):
    """About one finding: a `blank` of that name, or it stays for a `reason`."""

    finding = serializers.CharField(max_length=400, trim_whitespace=False)
    blank = serializers.CharField(max_length=LONGEST_BLANK, required=False, allow_blank=True)
    reason = serializers.CharField(max_length=LONGEST_REASON, required=False, allow_blank=True)


class DecisionsInput(serializers.Serializer[Any]):
    """`rest_as_suggested`: everything else that is open becomes the blank that was suggested."""

    decisions = serializers.ListField(child=DecisionInput(), default=list, max_length=_MOST)
    rest_as_suggested = serializers.BooleanField(default=False)


class TextInput(serializers.Serializer[Any]):
    """One text of the copy that is prepared, by its place."""

    place = serializers.CharField(max_length=200)
    text = serializers.CharField(max_length=_LONGEST_TEXT, allow_blank=True, trim_whitespace=False)


class MarkInput(serializers.Serializer[Any]):
    """Something local that was not found, as it is written in the texts. `remove` takes such a mark away."""

    text = serializers.CharField(max_length=LONGEST_MARK, trim_whitespace=False)
    kind = serializers.ChoiceField(choices=[(one.value, one.value) for one in BY_HAND], default=BY_HAND[0].value)
    remove = serializers.BooleanField(default=False)


class SubmitInput(serializers.Serializer[Any]):
    """`step`: a higher part of the version number than the change asks for."""

    step = serializers.ChoiceField(
        choices=["patch", "minor", "major"], required=False, help_text="What the change asks for when left out."
    )


def _one_of(value: str, known: list[str]) -> str:
    if value not in known:
        names = "、".join(one for one in known if one)
        raise serializers.ValidationError(_("次のどれかを入れてください: %(names)s") % {"names": names})
    return value
