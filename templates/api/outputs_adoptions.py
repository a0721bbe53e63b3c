"""What callers receive of adopted things; declared here, compared with docs/openapi.yaml."""

from typing import Any

from rest_framework import serializers

from templates.api.outputs_items import BlankOutput


class LawNoticeOutput(serializers.Serializer[Any]):
    """A law changed on which the text rests."""

    law = serializers.CharField()
    article = serializers.CharField(allow_blank=True)
    in_force_on = serializers.DateField()
    text = serializers.CharField()


class AdoptionOutput(serializers.Serializer[Any]):
    """Something the town took over, and how it stands."""

    adoption = serializers.IntegerField()
    item = serializers.UUIDField()
    edition = serializers.UUIDField()
    version = serializers.CharField()
    kind = serializers.CharField()
    title = serializers.CharField()
    policy = serializers.CharField(help_text="ask, auto")
    blanks = serializers.DictField(child=serializers.CharField(allow_null=True), help_text="null: does not apply.")
    adopted_by = serializers.CharField()
    adopted_at = serializers.DateTimeField()
    behind = serializers.IntegerField(help_text="Newer editions that can be had.")
    newest = serializers.UUIDField(allow_null=True)
    newest_version = serializers.CharField(allow_blank=True)
    withdrawn = serializers.CharField(allow_blank=True, help_text="Why the edition in use was withdrawn.")
    notices = LawNoticeOutput(many=True)


class AdoptionsOutput(serializers.Serializer[Any]):
    """All that the town uses, what waits first."""

    adoptions = AdoptionOutput(many=True)


class PlaceOutput(serializers.Serializer[Any]):
    """A place that anybody changed: its words before, here and in the new edition. `choices` is empty where both say
    the same; `conflict`: both changed it, and it needs one of them; `chosen` is what stands without one."""

    place = serializers.CharField()
    base = serializers.ListField(child=serializers.CharField(allow_blank=True))
    mine = serializers.ListField(child=serializers.CharField(allow_blank=True))
    theirs = serializers.ListField(child=serializers.CharField(allow_blank=True))
    conflict = serializers.BooleanField()
    choices = serializers.ListField(child=serializers.CharField(), help_text="mine, theirs, both")
    chosen = serializers.CharField(allow_blank=True)


class PartOutputOfUpdate(serializers.Serializer[Any]):
    """A part of the thing that anybody changed."""

    label = serializers.CharField()  # type: ignore[assignment]  # a field's own attribute has the name too
    places = PlaceOutput(many=True)


class ComparisonOutput(serializers.Serializer[Any]):
    """The town's copy beside a newer edition; send `edition` and `token` with the choices."""

    adoption = serializers.IntegerField()
    edition = serializers.UUIDField()
    version = serializers.CharField()
    change_note = serializers.CharField()
    token = serializers.CharField()
    conflicts = serializers.IntegerField()
    new_blanks = BlankOutput(many=True)
    parts = PartOutputOfUpdate(many=True)
