"""Doors of the API to a person: what to show first, the hand-over, its news, the next word."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from assistants.api.inputs_talk import NewsInput, TalkInput, WordInput
from assistants.api.outputs_talk import TalkFormOutput, TalkOutput
from assistants.api.talking import open_talk, read_talk, write_on
from assistants.handover.holding import form_facts
from tenants.public import KeyedView, holder_of


class TalkFormView(KeyedView):
    """What a resident is shown before writing to a person: consent, contact rule, sections, promise."""

    scope = "talks.write"

    @extend_schema(operation_id="read_talk_form", responses=TalkFormOutput)
    def get(self, request: Request) -> Response:
        """Read."""
        return Response(TalkFormOutput(form_facts(now=timezone.now())).data)


class TalksView(KeyedView):
    """Hand a resident's question to a person of the town."""

    scope = "talks.write"
    refuses = {"POST": (409,)}

    @extend_schema(operation_id="open_talk", request=TalkInput, responses={201: TalkOutput})
    def post(self, request: Request) -> Response:
        """Open."""
        asked = TalkInput(data=request.data)
        asked.is_valid(raise_exception=True)
        talk = open_talk(asked=asked.validated_data, holder=holder_of(request))
        return Response(TalkOutput(talk).data, status=201)


class TalkView(KeyedView):
    """A talk that this key opened, with the words newer than `after`."""

    scope = "talks.write"

    @extend_schema(operation_id="read_talk", parameters=[NewsInput], responses=TalkOutput)
    def get(self, request: Request, talk: str) -> Response:
        """Read."""
        wanted = NewsInput(data=request.query_params)
        wanted.is_valid(raise_exception=True)
        read = read_talk(token=talk, after=wanted.validated_data["after"], holder=holder_of(request))
        return Response(TalkOutput(read).data)


class TalkMessagesView(KeyedView):
    """Write into a talk once more."""

    scope = "talks.write"
    refuses = {"POST": (409,)}

    @extend_schema(operation_id="write_into_talk", request=WordInput, responses={201: TalkOutput})
    def post(self, request: Request, talk: str) -> Response:
        """Write."""
        written = WordInput(data=request.data)
        written.is_valid(raise_exception=True)
        read = write_on(token=talk, written=written.validated_data, holder=holder_of(request))
        return Response(TalkOutput(read).data, status=201)
