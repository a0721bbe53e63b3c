"""What callers receive; declared here, compared with docs/openapi.yaml."""

from typing import Any

from rest_framework import serializers

from assistants.outcomes import Outcome


class DeskOutput(serializers.Serializer[Any]):
    """Whom to ask."""

    name = serializers.CharField()
    phone = serializers.CharField(allow_blank=True)
    hours = serializers.CharField(allow_blank=True)
    floor = serializers.CharField(allow_blank=True)


class HotlineOutput(serializers.Serializer[Any]):
    """A verified number for people in distress."""

    name = serializers.CharField()
    number = serializers.CharField()
    hours = serializers.CharField(allow_blank=True)
    area = serializers.CharField(allow_blank=True)
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]  # as above
    verified_on = serializers.DateField()


class CitationOutput(serializers.Serializer[Any]):
    """A source; `url` opens the place for people, `source` is its token for `/api/v1/sources/`."""

    number = serializers.IntegerField(min_value=1)
    title = serializers.CharField()
    place = serializers.CharField(allow_blank=True)
    page = serializers.IntegerField(allow_null=True)
    quote = serializers.CharField(allow_blank=True)
    source = serializers.CharField()  # type: ignore[assignment]  # a field's own attribute has the name too
    url = serializers.URLField()
    source_url = serializers.CharField(allow_blank=True)


class PartOutput(serializers.Serializer[Any]):
    """A verified sentence, or words of the town quoted as they stand (`quoted`, `lead` says whose)."""

    text = serializers.CharField()
    citations = serializers.ListField(child=serializers.IntegerField())
    lead = serializers.CharField(allow_blank=True)
    quoted = serializers.BooleanField()


class ChoiceOutput(serializers.Serializer[Any]):
    """Something to choose instead of typing: show `label`, send `id` as `choice` with the next question."""

    id = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field's own attribute has the name too


class EndingOutput(serializers.Serializer[Any]):
    """How a turn ended."""

    turn = serializers.UUIDField()
    outcome = serializers.ChoiceField(choices=[(item.value, item.value) for item in Outcome])
    sentence = serializers.CharField(help_text="The outcome's own sentence.")
    says_ending = serializers.BooleanField(help_text="Whether the sentence is to be shown.")
    can_be_rated = serializers.BooleanField()
    desk = DeskOutput(allow_null=True)
    hotlines = HotlineOutput(many=True)
    choices = ChoiceOutput(many=True)


class TurnOutput(EndingOutput):
    """A question and its answer. `question` is masked, and empty when it was thrown away."""

    question = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()
    parts = PartOutput(many=True)
    citations = CitationOutput(many=True)


class AnswerOutput(TurnOutput):
    """The answer to a question, and the conversation it belongs to: send it again with the next question."""

    conversation = serializers.CharField()


class ConversationOutput(serializers.Serializer[Any]):
    """What was said so far, oldest first."""

    turns = TurnOutput(many=True)


class SentenceEvent(serializers.Serializer[Any]):
    """Event `sentence`: a verified sentence."""

    text = serializers.CharField()
    citations = serializers.ListField(child=serializers.IntegerField())


class QuoteEvent(serializers.Serializer[Any]):
    """Event `quote`: words of the town as they stand."""

    lead = serializers.CharField(allow_blank=True)
    text = serializers.CharField()
    citation = serializers.IntegerField()


class SourcesEvent(serializers.Serializer[Any]):
    """Event `sources`: the sources of everything shown."""

    citations = CitationOutput(many=True)


class ConversationEvent(serializers.Serializer[Any]):
    """Event `conversation`, the first one: send it again with the next question."""

    conversation = serializers.CharField()


class ErrorEvent(serializers.Serializer[Any]):
    """Event `error`: the stream broke; the number stands in the log."""

    reference = serializers.CharField()


class StreamEvents(serializers.Serializer[Any]):
    """The events of a stream by name; the data of each is the object below. `ended` is the last one."""

    conversation = ConversationEvent()
    sentence = SentenceEvent(required=False, help_text="Any number of them.")
    quote = QuoteEvent(required=False, help_text="Any number of them.")
    sources = SourcesEvent(required=False)
    ended = EndingOutput()
    error = ErrorEvent(required=False, help_text="Instead of `ended` when the stream broke.")


class ExtractOutput(serializers.Serializer[Any]):
    """A passage; `cited` is the one that was named."""

    heading = serializers.ListField(child=serializers.CharField())
    text = serializers.CharField()
    place = serializers.CharField(allow_blank=True)
    cited = serializers.BooleanField()


class SourceOutput(serializers.Serializer[Any]):
    """The cited place among its neighbours."""

    title = serializers.CharField()
    section_name = serializers.CharField(allow_blank=True)
    place = serializers.CharField(allow_blank=True)
    page = serializers.IntegerField(allow_null=True)
    extracts = ExtractOutput(many=True)
    source_url = serializers.CharField(allow_blank=True)
    newer = serializers.BooleanField(help_text="The document has a newer version than the cited one.")
