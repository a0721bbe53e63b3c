"""What callers receive of talks; declared here, compared with docs/openapi.yaml."""

from typing import Any

from rest_framework import serializers

from assistants.api.outputs import DeskOutput
from assistants.models import Handover, HandoverRules

_WHO = [(who, who) for who in ("resident", "desk", "event")]


class TalkSectionOutput(serializers.Serializer[Any]):
    """A section that can be chosen."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class TalkFormOutput(serializers.Serializer[Any]):
    """What a resident is shown before writing. `contact`: whether name and contact are asked for."""

    is_open = serializers.BooleanField()
    consent = serializers.CharField()
    contact = serializers.ChoiceField(choices=HandoverRules.Contact.choices)
    sections = TalkSectionOutput(many=True)
    promised_at = serializers.DateTimeField(allow_null=True)
    promised = serializers.CharField(allow_blank=True, help_text="The same in words.")
    opens = serializers.CharField(allow_blank=True, help_text="When somebody looks next; empty in office hours.")
    phone = serializers.CharField(allow_blank=True)


class TalkWordOutput(serializers.Serializer[Any]):
    """One word. `id` grows; `who` speaks, `event`: something happened."""

    id = serializers.IntegerField()
    who = serializers.ChoiceField(choices=_WHO)
    name = serializers.CharField(allow_blank=True)
    text = serializers.CharField()
    at = serializers.DateTimeField()


class TalkOutput(serializers.Serializer[Any]):
    """A talk as its resident sees it. Keep `talk`; ask again with `after` while `waits`."""

    talk = serializers.CharField()
    number = serializers.IntegerField()
    state = serializers.ChoiceField(choices=[(state, state) for state in Handover.State.values])
    state_words = serializers.CharField()
    section = serializers.CharField()
    next = serializers.CharField(help_text="What happens next and until when, for the resident.")
    words = TalkWordOutput(many=True)
    may_write = serializers.BooleanField()
    waits = serializers.BooleanField()
    urgent = serializers.BooleanField(help_text="Show 110 and 119 above everything.")
    desk = DeskOutput(allow_null=True)
    desk_is_open = serializers.BooleanField()
    after = serializers.IntegerField()
