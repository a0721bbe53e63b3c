"""One reading of a site: a run with its visits. The frontier is a table, so a killed worker loses nothing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobs.public import Job


class CrawlRun(Job):
    """A job like an ingestion: its truth is this row, a message only rings the bell."""

    class State(models.TextChoices):
        """Where the run stands."""

        QUEUED = "queued", _("待機中")
        WORKING = "working", _("実行中")
        DONE = "done", _("終了")
        FAILED = "failed", _("失敗")
        CANCELLED = "cancelled", _("中止")

    class Step(models.TextChoices):
        """What is being done."""

        OPENING = "opening", _("サイトの確認")
        READING = "reading", _("ページの読取り")
        HANDING_IN = "handing_in", _("変わったページの取込み")
        RETIRING = "retiring", _("消えたページの取下げ")

    site = models.ForeignKey("knowledge.Site", on_delete=models.CASCADE, related_name="runs")
    batch = models.ForeignKey("knowledge.IngestionBatch", null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    step = models.CharField(max_length=12, choices=Step.choices, default=Step.OPENING)
    reason = models.CharField(max_length=30, blank=True, help_text="why it failed: knowledge.crawling.reasons")
    detail = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=12, blank=True, help_text="of an unexpected error, as in the log")
    robots = models.TextField(blank=True, help_text="robots.txt as it was when the run began, by host, as JSON")
    failures = models.PositiveSmallIntegerField(default=0, help_text="fetches in a row that the site did not answer")
    counts = models.JSONField(default=dict, help_text="results of the visits when the run was over")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="times taken up since it last got on")
    rung_at = models.DateTimeField(null=True)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            # However often a run is asked for, a site is read by one at a time.
            models.UniqueConstraint(
                fields=["site"], condition=Q(state__in=["queued", "working"]), name="crawl_one_open_run"
            )
        ]
        indexes = [models.Index(fields=["state", "lease_until"], name="crawl_to_sweep")]

    def __str__(self) -> str:
        return f"{self.site_id}: {self.state}"

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in (self.State.QUEUED, self.State.WORKING)


class Visit(models.Model):
    """One address within a run: waiting at the frontier, read, or decided."""

    class State(models.TextChoices):
        """How far the address is."""

        WAITING = "waiting", _("待機中")
        READ = "read", _("読取り済み")
        OVER = "over", _("終了")

    class Result(models.TextChoices):
        """What became of it; the lines of the report."""

        NONE = "", "—"
        NEW = "new", _("新規")
        CHANGED = "changed", _("変更")
        UNCHANGED = "unchanged", _("変更なし")
        RETIRED = "retired", _("取下げ")
        REFUSED = "refused", _("取込み不可")
        SKIPPED = "skipped", _("対象外")
        FAILED = "failed", _("読めなかった")

    run = models.ForeignKey("knowledge.CrawlRun", on_delete=models.CASCADE, related_name="visits")
    address = models.CharField(max_length=500)
    path_key = models.BigIntegerField(default=0, help_text="hash of host and path: how many differ in their query only")
    depth = models.PositiveSmallIntegerField(default=0)
    found_on = models.CharField(max_length=500, blank=True, help_text="the page that leads to it")
    label = models.CharField(max_length=200, blank=True, help_text="title of the page, words of the link to a file")
    listed_at = models.DateTimeField(null=True, help_text="the lastmod of a sitemap, at its latest")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    result = models.CharField(max_length=10, choices=Result.choices, default=Result.NONE, blank=True)
    reason = models.CharField(max_length=30, blank=True, help_text="knowledge.crawling.reasons")
    detail = models.CharField(max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    kept = models.CharField(max_length=200, blank=True, help_text="where what was read waits in the town's storage")
    content_type = models.CharField(max_length=100, blank=True)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    document = models.ForeignKey("knowledge.Document", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "address"], name="visit_once_a_run")]
        indexes = [
            models.Index(fields=["run", "state", "id"], name="visit_frontier"),
            models.Index(fields=["run", "result"], name="visit_report"),
            models.Index(fields=["run", "path_key"], name="visit_by_path"),
        ]

    def __str__(self) -> str:
        return self.address
