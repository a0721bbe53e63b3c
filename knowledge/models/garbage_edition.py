"""One released state of a town's garbage dictionary or collection calendar; rows never move between editions."""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class GarbageEditionQuerySet(models.QuerySet["GarbageEdition"]):
    """Filters of editions."""

    def approved(self) -> "GarbageEditionQuerySet":
        """Released and not taken back, whatever their period."""
        return self.filter(approved_at__isnull=False, withdrawn_at=None)

    def in_service(self, *, today: date) -> "GarbageEditionQuerySet":
        """Released and valid today, newest first: the first one answers."""
        begun = Q(valid_from=None) | Q(valid_from__lte=today)
        open_still = Q(valid_until=None) | Q(valid_until__gte=today)
        return self.approved().filter(begun & open_still).order_by("-number")


class GarbageEdition(models.Model):
    """ごみの版. A dictionary (品目) or a calendar (収集日); answers come from approved ones alone."""

    class Kind(models.TextChoices):
        """What its rows are."""

        ITEMS = "items", _("分別表（品目）")
        DAYS = "days", _("収集カレンダー")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    number = models.PositiveIntegerField(help_text="counts up within a kind")
    title = models.CharField(max_length=200)
    section = models.ForeignKey("tenants.Section", null=True, on_delete=models.SET_NULL, related_name="+")
    source_url = models.URLField(max_length=500, blank=True)
    files = models.JSONField(default=list, help_text="[{name, stored}]: the sheets as they came")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    approved_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    approved_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(help_text="of the last change of any of its rows; caches look at it")

    objects = GarbageEditionQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="garbage_edition_number_once"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_from__lte=F("valid_until")),
                name="garbage_edition_from_before_until",
            ),
        ]
        indexes = [models.Index(fields=["kind", "approved_at", "-number"], name="garbage_edition_approved")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def touch(self, *, now: datetime) -> None:
        """Say that a row changed."""
        self.changed_at = now
        self.save(update_fields=["changed_at"])
