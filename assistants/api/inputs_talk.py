"""What callers send on the way to a person."""

from typing import Any

from rest_framework import serializers

from assistants.handover.checking import LONGEST, LONGEST_CONTACT

_LONGEST_READ = LONGEST * 2  # what is more is said by the flow, with its own sentence


class TalkInput(serializers.Serializer[Any]):
    """A question for a person. Show the resident the consent of the form first."""

    message = serializers.CharField(max_length=_LONGEST_READ, allow_blank=True)
    consents = serializers.BooleanField(help_text="The resident has agreed to the consent sentence.")
    conversation = serializers.CharField(max_length=500, required=False, allow_blank=True)
    turn = serializers.UUIDField(required=False, help_text="The answer it is about, of the same conversation.")
    shares = serializers.BooleanField(default=True, help_text="Whether the desk sees the conversation, masked.")
    section = serializers.IntegerField(required=False, help_text="Of the form; without it the town decides.")
    name = serializers.CharField(max_length=60, required=False, allow_blank=True)
    contact = serializers.CharField(
        max_length=LONGEST_CONTACT, required=False, allow_blank=True, help_text="A phone number or a mail address."
    )
    reader = serializers.CharField(max_length=200, required=False, allow_blank=True, help_text="As with questions.")
    key = serializers.UUIDField(required=False, help_text="Sent twice with the same key, it is one talk.")


class WordInput(serializers.Serializer[Any]):
    """One more word of the resident."""

    message = serializers.CharField(max_length=_LONGEST_READ, allow_blank=True)
    key = serializers.UUIDField(required=False, help_text="Sent twice with the same key, it is one word.")


class NewsInput(serializers.Serializer[Any]):
    """The mark of the last reading."""

    after = serializers.IntegerField(min_value=0, max_value=2**62, default=0)
