"""Doors of the API, version 1."""

from typing import Any

from asgiref.sync import async_to_sync
from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from assistants.api.asking import ConversationOver, as_answer, as_events, conversation_of, turn_for
from assistants.api.inputs import AskInput, FeedbackInput
from assistants.api.outputs import AnswerOutput, ConversationOutput, SourceOutput, StreamEvents
from assistants.asking import answer_whole
from assistants.conversing import turns_of
from assistants.feedback import FeedbackRefused, give_feedback
from assistants.wire import turn_of
from knowledge.public import CitationClosed, CitationUnknown, open_citation
from tenants.public import KeyedView, base_of, holder_of
from web.public import event_stream


class EventRenderer(BaseRenderer):
    """Lets a caller ask for `text/event-stream`; the view itself writes the stream, errors are JSON."""

    media_type = "text/event-stream"
    format = "events"
    charset = None

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> bytes:
        """What is no stream: an error."""
        response = (renderer_context or {}).get("response")
        if response is not None:
            response["Content-Type"] = "application/json"
        return bytes(JSONRenderer().render(data))


class QuestionView(KeyedView):
    """Ask a question; whole as JSON, or by `Accept: text/event-stream` as it comes into being."""

    scope = "questions.ask"
    renderer_classes = [JSONRenderer, EventRenderer]

    @extend_schema(
        operation_id="ask",
        request=AskInput,
        responses={
            (200, "application/json"): AnswerOutput,
            (200, "text/event-stream"): StreamEvents,
        },
    )
    def post(self, request: Request) -> HttpResponseBase:
        """Ask."""
        asked = AskInput(data=request.data)
        asked.is_valid(raise_exception=True)
        turn, conversation = turn_for(asked=asked.validated_data, holder=holder_of(request))
        base = base_of(request)
        if request.accepted_renderer.format == EventRenderer.format:
            return event_stream(events=as_events(turn=turn, conversation=conversation, base=base))
        async_to_sync(answer_whole)(turn)
        return Response(as_answer(turn=turn, conversation=conversation, base=base))


class ConversationView(KeyedView):
    """What was said in a conversation that this key began."""

    scope = "conversations.read"

    @extend_schema(operation_id="read_conversation", responses=ConversationOutput)
    def get(self, request: Request, conversation: str) -> Response:
        """Read."""
        held = conversation_of(signed=conversation, holder=holder_of(request))
        base = base_of(request)
        return Response({"turns": [turn_of(shown=shown, base=base) for shown in turns_of(held=held)]})


class FeedbackView(KeyedView):
    """Say of an answer whether it helped, or report an error in it."""

    scope = "feedback.write"

    @extend_schema(operation_id="give_feedback", request=FeedbackInput, responses={204: None})
    def post(self, request: Request) -> Response:
        """Rate."""
        given = FeedbackInput(data=request.data)
        given.is_valid(raise_exception=True)
        said = given.validated_data
        try:
            give_feedback(
                turn_id=said["turn"],
                conversation_id=conversation_of(signed=said["conversation"], holder=holder_of(request)).id,
                kind=said["kind"],
                reason=said.get("reason", ""),
                comment=said.get("comment", ""),
                now=timezone.now(),
            )
        except FeedbackRefused as refused:
            raise ConversationOver from refused
        return Response(status=204)


class SourceView(KeyedView):
    """The cited place of the town's knowledge, as residents may read it."""

    scope = "sources.read"

    @extend_schema(operation_id="read_source", responses=SourceOutput)
    def get(self, request: Request, token: str) -> Response:
        """Read."""
        try:
            place = open_citation(token=token, access=None, today=timezone.localdate())
        except (CitationUnknown, CitationClosed) as unknown:
            raise NotFound(_("出典が見つからないか、いまは公開されていません。")) from unknown
        return Response(SourceOutput(place).data)
