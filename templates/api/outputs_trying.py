"""What callers receive of a trial; declared here, compared with docs/openapi.yaml."""

from typing import Any

from rest_framework import serializers


class FaultOutput(serializers.Serializer[Any]):
    """A field whose value does not fit."""

    name = serializers.CharField()
    sentence = serializers.CharField()


class PromptTrialOutput(serializers.Serializer[Any]):
    """A prompt put together. `text` is what the model wrote, empty without `write`; `failure`: why it is not whole."""

    prompt = serializers.CharField(allow_blank=True)
    faults = FaultOutput(many=True)
    missing_fields = serializers.ListField(child=serializers.CharField())
    missing_blanks = serializers.ListField(child=serializers.CharField())
    no_model = serializers.CharField(allow_blank=True, help_text="Why no model can write now; empty when one can.")
    text = serializers.CharField(allow_blank=True)
    model = serializers.CharField(allow_blank=True)
    failure = serializers.CharField(allow_blank=True)


class OwnFaqOutput(serializers.Serializer[Any]):
    """The town's own FAQ that asks nearly the same."""

    question = serializers.CharField()
    answer = serializers.CharField()


class BesideOutput(serializers.Serializer[Any]):
    """An entry as it would read here, beside what the town has."""

    key = serializers.CharField()
    question = serializers.CharField()
    answer = serializers.CharField()
    own = OwnFaqOutput(allow_null=True)


class TodayOutput(serializers.Serializer[Any]):
    """What residents who ask it are told now."""

    question = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    curated = serializers.BooleanField(help_text="Whether a FAQ of the town answers it.")


class FaqTrialOutput(serializers.Serializer[Any]):
    """A FAQ set beside what the town answers; `today` of the entry that was asked, null when nothing is found."""

    entries = BesideOutput(many=True)
    today = TodayOutput(allow_null=True)


class TrialOutput(serializers.Serializer[Any]):
    """Of the thing's kind one is filled."""

    kind = serializers.CharField()
    prompt = PromptTrialOutput(allow_null=True)
    faq = FaqTrialOutput(allow_null=True)
