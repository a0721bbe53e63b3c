"""What callers receive of what the town shares; declared here, compared with docs/openapi.yaml."""

from typing import Any

from rest_framework import serializers


class ThingOutput(serializers.Serializer[Any]):
    """Something that could be shared."""

    thing = serializers.CharField()
    kind = serializers.CharField()
    title = serializers.CharField()
    note = serializers.CharField(allow_blank=True)


class ThingsOutput(serializers.Serializer[Any]):
    """All that the town could share; what is a person's or a section's own is not among it."""

    things = ThingOutput(many=True)


class OfferingRowOutput(serializers.Serializer[Any]):
    """Something that is prepared, handed in or released. `comment`: the moderator's, when it was returned."""

    offering = serializers.IntegerField()
    thing = serializers.CharField(allow_blank=True)
    kind = serializers.CharField()
    title = serializers.CharField(allow_blank=True)
    state = serializers.CharField(help_text="preparing, submitted, returned, released")
    comment = serializers.CharField(allow_blank=True)
    item = serializers.UUIDField(allow_null=True)
    version = serializers.CharField(allow_blank=True, help_text="The newest released one.")
    withdrawn = serializers.CharField(allow_blank=True)
    changed_at = serializers.DateTimeField()


class OfferingsOutput(serializers.Serializer[Any]):
    """The latest first."""

    offerings = OfferingRowOutput(many=True)


class FindingOutputOfOffering(serializers.Serializer[Any]):
    """Words that only one town means. `suggested` is a name for its blank; `private`: it may not stay; `personal`: it
    has to leave the text by hand; `open`: it is in the way."""

    finding = serializers.CharField()
    text = serializers.CharField()
    kind = serializers.CharField()
    count = serializers.IntegerField()
    suggested = serializers.CharField(allow_blank=True)
    type = serializers.CharField()
    private = serializers.BooleanField()
    personal = serializers.BooleanField()
    blank = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)
    open = serializers.BooleanField()


class KeptOutput(serializers.Serializer[Any]):
    """A finding that stays, and why."""

    place = serializers.CharField()
    text = serializers.CharField()
    kind = serializers.CharField()
    reason = serializers.CharField()


class OfferingOutput(serializers.Serializer[Any]):
    """One of them. `texts` by place as they stand in the town; `content`: what would leave it, null while findings are
    open; `faults`: what is in the way of handing it in."""

    offering = serializers.IntegerField()
    thing = serializers.CharField(allow_blank=True)
    kind = serializers.CharField()
    state = serializers.CharField()
    comment = serializers.CharField(allow_blank=True)
    item = serializers.UUIDField(allow_null=True)
    title = serializers.CharField(allow_blank=True)
    purpose = serializers.CharField(allow_blank=True)
    task = serializers.CharField()
    cautions = serializers.ListField(child=serializers.CharField())
    author = serializers.CharField(allow_blank=True)
    section = serializers.CharField(allow_blank=True)
    licence = serializers.CharField()
    laws = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))
    change_note = serializers.CharField(allow_blank=True)
    texts = serializers.DictField(child=serializers.CharField())
    findings = FindingOutputOfOffering(many=True)
    faults = serializers.ListField(child=serializers.CharField())
    version = serializers.CharField(allow_blank=True, help_text="That it would have.")
    content = serializers.JSONField(allow_null=True)
    kept = KeptOutput(many=True)
