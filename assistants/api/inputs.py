"""What callers send."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from assistants.choosing import LONGEST_ID
from assistants.feedback import REASONS
from assistants.languages import LANGUAGES
from assistants.models import Feedback

LONGEST_READ = 10_000  # of a question; how long one may be is said by the answer's outcome


class AskInput(serializers.Serializer[Any]):
    """A question, or a choice of an earlier answer. An empty or too long one is answered by an outcome that says so."""

    question = serializers.CharField(
        max_length=LONGEST_READ, allow_blank=True, trim_whitespace=False, required=False,
        help_text="Needed without `choice`.",
    )  # fmt: skip
    choice = serializers.CharField(
        max_length=LONGEST_ID, required=False, allow_blank=True,
        help_text="`id` of one of the `choices` of an answer in the same conversation, instead of a question.",
    )  # fmt: skip
    conversation = serializers.CharField(
        max_length=500, required=False, allow_blank=True, help_text="From an earlier answer; empty begins a new one."
    )
    language = serializers.ChoiceField(
        choices=[(code, language.name) for code, language in LANGUAGES.items()],
        required=False,
        allow_blank=True,
        default="",
    )
    reader = serializers.CharField(
        max_length=200,
        required=False,
        allow_blank=True,
        help_text="Anything that tells your readers apart; each may ask 30 times a minute. Hashed, never stored.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """One of both is there; a choice needs its conversation."""
        if "question" not in attrs and not attrs.get("choice"):
            raise serializers.ValidationError({"question": _("question に質問を入れてください。")})
        if attrs.get("choice") and not attrs.get("conversation"):
            raise serializers.ValidationError(
                {"conversation": _("choice を送るときは、その回答の conversation も送ってください。")}
            )
        return attrs


class FeedbackInput(serializers.Serializer[Any]):
    """A rating or a report about an answer."""

    conversation = serializers.CharField(max_length=500)
    turn = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Feedback.Kind.choices)
    reason = serializers.ChoiceField(choices=[(key, str(word)) for key, word in REASONS.items()], required=False)
    comment = serializers.CharField(max_length=500, required=False, allow_blank=True)
