"""What callers receive of proofs, wishes and settings; declared here, compared with docs/openapi.yaml."""

from typing import Any

from rest_framework import serializers

from templates.api.outputs_items import OwnScoreOutput, ScoreOutput


class CaseOutput(serializers.Serializer[Any]):
    """One case: what was asked, what came. `right` null: not asked yet, or the model failed."""

    number = serializers.IntegerField()
    asked = serializers.JSONField()
    output = serializers.CharField(allow_blank=True)
    right = serializers.BooleanField(allow_null=True)
    missing = serializers.ListField(child=serializers.CharField())
    forbidden = serializers.ListField(child=serializers.CharField())


class ProofOfEditionOutput(OwnScoreOutput):
    """A run in the town, beside the author's score; `asked` of `cases` are done."""

    item = serializers.UUIDField()
    edition = serializers.UUIDField()
    version = serializers.CharField()
    asked = serializers.IntegerField()
    author = ScoreOutput(allow_null=True)
    may_go_live = serializers.BooleanField()
    sentence = serializers.CharField(allow_blank=True)
    results = CaseOutput(many=True)


class WishOutput(serializers.Serializer[Any]):
    """Something that is missing. `towns`: that miss it by count, 0: not counted; `wanted`: towns that said so."""

    wish = serializers.UUIDField()
    words = serializers.ListField(child=serializers.CharField())
    text = serializers.CharField(allow_blank=True)
    town = serializers.CharField(allow_blank=True)
    towns = serializers.IntegerField()
    wanted = serializers.IntegerField()
    offers = serializers.ListField(child=serializers.CharField(), help_text="Towns that mean to write it.")
    mine = serializers.BooleanField()
    offered = serializers.BooleanField()
    item = serializers.UUIDField(allow_null=True, help_text="What fulfils it.")


class WishesOutput(serializers.Serializer[Any]):
    """The board, the most wanted first."""

    wishes = WishOutput(many=True)
    done = WishOutput(many=True)


class LibrarySettingsOutput(serializers.Serializer[Any]):
    """What people of the town decided: whether it gives figures and gaps, and the least share of right cases."""

    gives_figures = serializers.BooleanField()
    gives_gaps = serializers.BooleanField()
    least_percent = serializers.IntegerField()
