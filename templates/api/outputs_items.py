"""What callers receive of shared things; declared here, compared with docs/openapi.yaml."""

from typing import Any

from rest_framework import serializers


class FacetOutput(serializers.Serializer[Any]):
    """One value of a filter and how many things have it beside the other filters."""

    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field's own attribute has the name too
    count = serializers.IntegerField()


class HeldOutput(serializers.Serializer[Any]):
    """The town's own copy of it."""

    adoption = serializers.IntegerField()
    version = serializers.CharField()
    behind = serializers.IntegerField(help_text="Newer editions that can be had.")


class ItemRowOutput(serializers.Serializer[Any]):
    """A shared thing in a list. `towns_in_use`, `success_percent`: from five towns on."""

    item = serializers.UUIDField()
    edition = serializers.UUIDField(help_text="The newest.")
    version = serializers.CharField()
    kind = serializers.CharField(help_text="prompt, faq, guide, text, evaluation")
    title = serializers.CharField()
    purpose = serializers.CharField()
    task = serializers.CharField()
    town = serializers.CharField()
    prefecture = serializers.CharField()
    released_on = serializers.DateField()
    towns_in_use = serializers.IntegerField(allow_null=True)
    success_percent = serializers.IntegerField(allow_null=True)
    held = HeldOutput(allow_null=True)


class ItemsOutput(serializers.Serializer[Any]):
    """A page of what the towns of the consortium share. `facets` by filter."""

    count = serializers.IntegerField()
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    items = ItemRowOutput(many=True)
    facets = serializers.DictField(child=FacetOutput(many=True))


class BlankOutput(serializers.Serializer[Any]):
    """A blank; `value` is what the town wrote or its profile says, empty: it is missing."""

    name = serializers.CharField()
    type = serializers.CharField()
    help = serializers.CharField(allow_blank=True)
    example = serializers.CharField(allow_blank=True)
    value = serializers.CharField(allow_blank=True)


class EditionRowOutput(serializers.Serializer[Any]):
    """One edition. `withdrawn`: why, empty when it was not."""

    edition = serializers.UUIDField()
    version = serializers.CharField()
    released_on = serializers.DateField()
    change_note = serializers.CharField()
    withdrawn = serializers.CharField(allow_blank=True)


class AncestorOutput(serializers.Serializer[Any]):
    """An edition that it was made from."""

    id = serializers.CharField()
    version = serializers.CharField()
    title = serializers.CharField()
    town = serializers.CharField()
    licence = serializers.CharField()


class ChildOutput(serializers.Serializer[Any]):
    """Something that was made from it."""

    item = serializers.UUIDField()
    title = serializers.CharField()
    town = serializers.CharField()


class ScoreOutput(serializers.Serializer[Any]):
    """How many cases came out right, with which model (empty: none was needed)."""

    cases = serializers.IntegerField()
    right = serializers.IntegerField()
    percent = serializers.FloatField()
    model = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField(allow_null=True)


class OwnScoreOutput(ScoreOutput):
    """The town's newest run, also one that is not over."""

    proof = serializers.IntegerField()
    state = serializers.CharField(help_text="queued, working, done, cancelled, failed")


class SharedFiguresOutput(serializers.Serializer[Any]):
    """Of five consenting towns at least, rounded, the same for a month."""

    towns = serializers.IntegerField()
    uses = serializers.IntegerField()
    success_percent = serializers.IntegerField(allow_null=True)
    minutes_saved = serializers.IntegerField(allow_null=True)


class WorthOutput(serializers.Serializer[Any]):
    """Proof and figures. `may_go_live` by the town's least share, `sentence` why."""

    cases = serializers.IntegerField(help_text="How many can be asked.")
    author = ScoreOutput(allow_null=True)
    own = OwnScoreOutput(allow_null=True)
    may_go_live = serializers.BooleanField()
    sentence = serializers.CharField(allow_blank=True)
    figures = SharedFiguresOutput(allow_null=True)


class AnswerWordOutput(serializers.Serializer[Any]):
    """An answer of a town."""

    town = serializers.CharField()
    text = serializers.CharField()
    at = serializers.DateTimeField()


class QuestionWordOutput(AnswerWordOutput):
    """A question of a town."""

    answers = AnswerWordOutput(many=True)


class ItemOutput(serializers.Serializer[Any]):
    """A shared thing as it reads in this town: `preview` is the body with the town's values, 〔name〕 where one is
    missing; `content` the same with its blanks."""

    item = serializers.UUIDField()
    edition = serializers.UUIDField()
    version = serializers.CharField()
    kind = serializers.CharField()
    title = serializers.CharField()
    purpose = serializers.CharField()
    task = serializers.CharField()
    cautions = serializers.ListField(child=serializers.CharField())
    licence = serializers.CharField()
    author = serializers.CharField(allow_blank=True)
    town = serializers.CharField()
    prefecture = serializers.CharField()
    section = serializers.CharField(allow_blank=True)
    laws = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))
    withdrawn = serializers.CharField(allow_blank=True, help_text="Why; only who uses or released it reads it still.")
    adoption = serializers.IntegerField(allow_null=True, help_text="The town's, if it has one.")
    blanks = BlankOutput(many=True)
    missing = serializers.ListField(child=serializers.CharField(), help_text="Blanks that need a value.")
    preview = serializers.JSONField()
    content = serializers.JSONField()
    editions = EditionRowOutput(many=True)
    lineage = AncestorOutput(many=True)
    derived = ChildOutput(many=True)
    worth = WorthOutput()
    questions = QuestionWordOutput(many=True)
    thanks = serializers.ListField(child=serializers.CharField(), help_text="Names of towns.")
