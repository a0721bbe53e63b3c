"""A guided flow: a tree of questions that ends in what may fit, with documents and desk."""

from django.db import models


class Guide(models.Model):
    """手順案内. `draft` is what staff write on; residents walk the version that is published.

    The shape of `draft` and of a version's `content` is docs/guides.md.
    """

    title = models.CharField(max_length=80, unique=True)
    section = models.ForeignKey("tenants.Section", null=True, on_delete=models.SET_NULL, related_name="+")
    draft = models.JSONField(default=dict)
    published = models.ForeignKey("assistants.GuideVersion", null=True, on_delete=models.SET_NULL, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class GuideVersion(models.Model):
    """版. Never changes once written."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    published_by = models.CharField(max_length=60)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["guide", "number"], name="guide_version_once")]

    def __str__(self) -> str:
        return f"{self.guide_id}:{self.number}"


class GuideRun(models.Model):
    """One walk: only which steps were seen, never what was answered."""

    token = models.UUIDField(unique=True)
    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="runs")
    seen = models.JSONField(default=list, help_text="keys of steps in the order first seen")
    finished = models.BooleanField(default=False)
    channel = models.CharField(max_length=10)
    started_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["version", "started_at"], name="guide_run_recent")]

    def __str__(self) -> str:
        return str(self.token)
