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


class TriedQuestionOutput(serializers.Serializer[Any]):
    """A question of a set as it would be asked here. `there`: the town asks it already; `open`: words that wait for a
    value and are not looked at. It cannot be asked while a blank of its own has no value."""

    number = serializers.IntegerField()
    question = serializers.CharField()
    expects = serializers.CharField(help_text="answer, no_answer, …: how the answer has to end.")
    facts = serializers.ListField(child=serializers.CharField())
    forbidden = serializers.ListField(child=serializers.CharField())
    sources = serializers.ListField(child=serializers.CharField())
    there = serializers.BooleanField()
    open = serializers.ListField(child=serializers.CharField())
    can_be_asked = serializers.BooleanField()


class CameOutput(serializers.Serializer[Any]):
    """What the town answered. `outage`: the model failed, which says nothing of the question; `source`: whether a
    wanted one is among the `named`, null when none is wanted."""

    right = serializers.BooleanField()
    text = serializers.CharField(allow_blank=True)
    model = serializers.CharField(allow_blank=True)
    ended = serializers.CharField(allow_blank=True)
    ended_right = serializers.BooleanField()
    source = serializers.BooleanField(allow_null=True)  # type: ignore[assignment]  # as `label` elsewhere
    named = serializers.ListField(child=serializers.CharField())
    missing = serializers.ListField(child=serializers.CharField())
    forbidden = serializers.ListField(child=serializers.CharField())
    outage = serializers.BooleanField()


class QuestionsTrialOutput(serializers.Serializer[Any]):
    """An evaluation set; `came` of the question that was asked."""

    questions = TriedQuestionOutput(many=True)
    came = CameOutput(allow_null=True)


class ReadsOutput(serializers.Serializer[Any]):
    """A guide or a text with the values in place; `open`: blanks without one, which stand as 〔name〕 in `body`."""

    body = serializers.JSONField()
    open = serializers.ListField(child=serializers.CharField())


class TrialOutput(serializers.Serializer[Any]):
    """Of the thing's kind one is filled."""

    kind = serializers.CharField()
    prompt = PromptTrialOutput(allow_null=True)
    faq = FaqTrialOutput(allow_null=True)
    evaluation = QuestionsTrialOutput(allow_null=True)
    reads = ReadsOutput(allow_null=True)
