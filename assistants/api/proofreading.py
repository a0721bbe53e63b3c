"""The 公用文 check for programs: a text in, findings and figures out; no model, nothing stored."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from assistants.proofreading.glossary import town_words
from assistants.proofreading.proofread import LONGEST_TEXT, proofread
from assistants.proofreading.rule import Level, Profile
from tenants.public import KeyedView


class ProofInput(serializers.Serializer[Any]):
    """A text of at most 50,000 characters and for whom it is written."""

    text = serializers.CharField(
        max_length=LONGEST_TEXT,
        allow_blank=True,
        trim_whitespace=False,
        error_messages={
            "max_length": _(
                "文章が長すぎます。一度に確かめられるのは{max_length:,}字までです。章ごとに分けて送ってください。"
            )
        },
    )
    profile = serializers.ChoiceField(
        choices=[(profile.value, profile.value) for profile in Profile],
        default=Profile.NOTICE.value,
        help_text="notice: 通知・内部文書. press: 広報・住民向け. easy: やさしい日本語.",
    )


class FindingOutput(serializers.Serializer[Any]):
    """A finding at text[start:end], counted in characters (code points). `suggestion` takes the place of `words`."""

    rule = serializers.CharField()
    level = serializers.ChoiceField(choices=[(level.value, level.value) for level in Level])
    title = serializers.CharField()
    reason = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # a field's own attribute has the name too
    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=0)
    words = serializers.CharField()
    suggestion = serializers.CharField(allow_null=True, allow_blank=True)
    safe = serializers.BooleanField(help_text="Whether the suggestion may be put in unread.")


class FiguresOutput(serializers.Serializer[Any]):
    """Characters without spaces; sentence lengths in characters; kanji in per cent; easiness 0 to 100, of `easy`."""

    characters = serializers.IntegerField()
    sentences = serializers.IntegerField()
    average = serializers.FloatField()
    longest = serializers.IntegerField()
    long = serializers.IntegerField(help_text="Sentences of more than 60 characters.")
    kanji = serializers.IntegerField()
    passives = serializers.IntegerField()
    double_negatives = serializers.IntegerField()
    chained = serializers.IntegerField(help_text="Sentences of four clauses or more.")
    ease = serializers.IntegerField(allow_null=True, help_text="0 to 100 by Tateisi et al. (1988); 50 is the mean.")
    easiness = serializers.IntegerField(allow_null=True)


class ProofOutput(serializers.Serializer[Any]):
    """What the check found, in the order of the text."""

    profile = serializers.ChoiceField(choices=[(profile.value, profile.value) for profile in Profile])
    findings = FindingOutput(many=True)
    readability = FiguresOutput()


class ProofreadView(KeyedView):
    """Check a text against the written rules of official writing and the town's glossary."""

    scope = "texts.check"

    @extend_schema(operation_id="proofread", request=ProofInput, responses=ProofOutput)
    def post(self, request: Request) -> Response:
        """Check."""
        given = ProofInput(data=request.data)
        given.is_valid(raise_exception=True)
        asked = given.validated_data
        proof = proofread(text=asked["text"], profile=Profile(asked["profile"]), words=town_words())
        return Response(ProofOutput(proof).data)
