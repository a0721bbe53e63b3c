"""A notice above the residents' pages, for a period."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    """Filters of announcements."""

    def shown(self, *, today: date) -> "AnnouncementQuerySet":
        """Those whose period has begun and not ended; both days count."""
        return self.filter(first_day__lte=today, last_day__gte=today)


class Announcement(models.Model):
    """お知らせ."""

    class Level(models.TextChoices):
        """How loud; the words are those of the page's banners."""

        INFO = "info", _("お知らせ")
        WARNING = "warning", _("注意")
        ERROR = "error", _("緊急")

    level = models.CharField(max_length=8, choices=Level.choices, default=Level.INFO)
    title = models.CharField(max_length=60)
    text = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=400, blank=True)
    link_label = models.CharField(max_length=60, blank=True)
    first_day = models.DateField()
    last_day = models.DateField()

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")), name="announcement_begins_before_it_ends"
            )
        ]
        indexes = [models.Index(fields=["last_day", "first_day"], name="announcement_shown")]

    def __str__(self) -> str:
        return self.title
