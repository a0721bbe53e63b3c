"""The town's web site as a source of documents, and each of its pages as it was last seen."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SiteQuerySet(models.QuerySet["Site"]):
    """Filters of sites."""

    def standing(self) -> "SiteQuerySet":
        """Sites that were not removed."""
        return self.filter(removed_at=None)

    def due(self, *, now: datetime) -> "SiteQuerySet":
        """Sites whose time has come."""
        return self.standing().filter(paused_at=None, next_run_at__lte=now)


class Site(models.Model):
    """公式サイト: where reading begins, how far it goes, when, and what becomes of what is found."""

    class Schedule(models.TextChoices):
        """How often the site is read by itself."""

        NEVER = "never", _("自動では読まない")
        DAILY = "daily", _("毎日")
        WEEKLY = "weekly", _("毎週")

    source = models.OneToOneField("knowledge.Source", on_delete=models.PROTECT, related_name="site")
    address = models.URLField(max_length=500, help_text="where reading begins, in its canonical form")
    prefix = models.CharField(max_length=300, default="/", help_text="only paths that begin so")
    further_hosts = models.JSONField(default=list, help_text="other hosts that belong to the town")
    exclusions = models.JSONField(
        default=list, help_text="beginnings of paths that are left out; * stands for anything"
    )
    takes_files = models.BooleanField(default=True, help_text="linked PDF, Word, Excel, PowerPoint, CSV come along")
    section = models.ForeignKey("tenants.Section", null=True, on_delete=models.SET_NULL, related_name="+")
    release = models.BooleanField(default=False, help_text="new pages are found at once, without a person's approval")
    schedule = models.CharField(max_length=8, choices=Schedule.choices, default=Schedule.WEEKLY)
    weekday = models.PositiveSmallIntegerField(default=0, help_text="0 is Monday")
    hour = models.PositiveSmallIntegerField(default=3)
    most_pages = models.PositiveIntegerField(default=1_000)
    most_depth = models.PositiveSmallIntegerField(default=8)
    delay = models.FloatField(default=1.0, help_text="seconds between two requests; a longer one of robots.txt counts")
    next_run_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SiteQuerySet.as_manager()

    class Meta:
        ordering = ["address"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6, hour__lte=23), name="site_time_of_week"),
            models.UniqueConstraint(fields=["address"], condition=Q(removed_at=None), name="site_address_once"),
        ]
        indexes = [models.Index(fields=["next_run_at"], name="site_due")]

    def __str__(self) -> str:
        return self.address


class SitePage(models.Model):
    """A page or file of a site as it was last read: what the next run compares with."""

    site = models.ForeignKey("knowledge.Site", on_delete=models.CASCADE, related_name="pages")
    address = models.CharField(max_length=500)
    document = models.ForeignKey("knowledge.Document", null=True, on_delete=models.SET_NULL, related_name="+")
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=60, blank=True, help_text="as the server wrote it")
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the main text, or of a file's bytes")
    blocks = ArrayField(models.BigIntegerField(), default=list, help_text="hashes of the blocks of text of a page")
    links = models.JSONField(default=list, help_text="addresses the page leads to, for when it has not changed")
    missing_runs = models.PositiveSmallIntegerField(default=0, help_text="runs in a row that did not find it")
    asked_at = models.DateTimeField(null=True, help_text="when the server was last asked for it")
    unasked_runs = models.PositiveSmallIntegerField(default=0, help_text="runs in a row that believed the sitemap")
    retired_at = models.DateTimeField(null=True)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        ordering = ["address"]
        constraints = [models.UniqueConstraint(fields=["site", "address"], name="site_page_once")]
        indexes = [models.Index(fields=["document"], name="site_page_of_document")]

    def __str__(self) -> str:
        return self.address
