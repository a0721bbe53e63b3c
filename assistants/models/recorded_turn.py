"""What became of a question: masked input, what the model was sent, what was found, what came out, versions."""

from django.db import models

from assistants.outcomes import Outcome


class RecordedTurn(models.Model):
    """応答. Written once by `stages.record`, never changed."""

    id = models.UUIDField(primary_key=True)
    conversation = models.ForeignKey("assistants.Conversation", on_delete=models.CASCADE, related_name="turns")
    channel = models.CharField(max_length=10)
    at = models.DateTimeField()
    question = models.TextField(help_text="masked; empty when a My Number was thrown away")
    outcome = models.CharField(max_length=32, choices=[(item.value, item.value) for item in Outcome])
    answer = models.TextField(blank=True, help_text="what was shown, as plain text")
    shown = models.JSONField(default=dict, help_text="what was shown, as assistants.showing lays it out")
    withheld = models.JSONField(default=list, help_text="sentences held back: text, reason, detail")
    prompt = models.TextField(blank=True, help_text="what the model was really sent")
    model_output = models.TextField(blank=True)
    model = models.CharField(max_length=120, blank=True)
    model_failed = models.CharField(max_length=40, blank=True)
    retrieved = models.JSONField(default=list, help_text="passage ids with scores, in order")
    section = models.ForeignKey("tenants.Section", null=True, on_delete=models.SET_NULL, related_name="+")
    topic = models.ForeignKey("assistants.Topic", null=True, on_delete=models.SET_NULL, related_name="+")
    timings = models.JSONField(default=dict, help_text="milliseconds by stage")
    notes = models.JSONField(default=dict)
    prompt_version = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["at"]
        indexes = [
            models.Index(fields=["-at"], name="turn_recent"),
            models.Index(fields=["outcome", "-at"], name="turn_by_outcome"),
            models.Index(fields=["section", "-at"], name="turn_of_section"),
            models.Index(fields=["topic", "-at"], name="turn_of_topic"),
            models.Index(fields=["channel", "-at"], name="turn_by_channel"),
            models.Index(fields=["conversation", "at"], name="turn_of_conversation"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.outcome}"


class Citation(models.Model):
    """出典 of an answer, copied beside it: re-indexing does not change history. `passage` while that stands."""

    turn = models.ForeignKey("assistants.RecordedTurn", on_delete=models.CASCADE, related_name="citations")
    number = models.PositiveSmallIntegerField()
    passage = models.ForeignKey("knowledge.Passage", null=True, on_delete=models.SET_NULL, related_name="+")
    document_id = models.BigIntegerField(help_text="plain id: the record outlives the document")
    version_number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    place = models.CharField(max_length=200, blank=True)
    page = models.PositiveIntegerField(null=True)
    quote = models.TextField()
    source_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["turn", "number"], name="citation_number_once")]

    def __str__(self) -> str:
        return f"[{self.number}] {self.title}"
