"""One town as the operator sees it: who it is, which schema is its own, whether it is open."""

from datetime import date, datetime

from django.db import models

from tenants.border.current import Town


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    """Filters of municipalities."""

    def with_host(self) -> "MunicipalityQuerySet":
        """Each with `host`, its primary domain, in the same query."""
        primary = models.Q(domains__is_primary=True)
        return self.annotate(**{"host": models.Min("domains__domain", filter=primary)})

    def serving(self) -> "MunicipalityQuerySet":
        """Towns that are neither suspended nor closed."""
        return self.filter(suspended_at=None, closed_at=None)

    def closing_due(self, *, today: date) -> "MunicipalityQuerySet":
        """Towns whose last day is over and that are not closed yet."""
        return self.filter(closed_at=None, last_day__lt=today)


class Municipality(models.Model):
    """自治体. Its schema is made by `tenants.opening`, never by saving this row.

    Not django-tenants' TenantMixin: `with tenant:` and saving that creates schemas come with it (docs/adr/0002).
    """

    schema_name = models.CharField(max_length=63, unique=True)
    code = models.CharField(max_length=6, unique=True, help_text="全国地方公共団体コード")
    name = models.CharField(max_length=40)
    kana = models.CharField(max_length=80)
    prefecture = models.CharField(max_length=10)
    consortium = models.ForeignKey("tenants.Consortium", on_delete=models.PROTECT, related_name="municipalities")
    population = models.PositiveIntegerField(null=True, blank=True)
    opened_at = models.DateTimeField()
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_reason = models.CharField(max_length=200, blank=True)
    last_day = models.DateField(null=True, blank=True, help_text="announced: the town closes when this day is over")
    closing_reason = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    host: str  # of rows of `with_host()`

    auto_drop_schema = False  # django-tenants asks when a row is deleted; schemas are dropped by name, see opening

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = "自治体"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at=None) | models.Q(last_day__isnull=False),
                name="municipality_closes_after_its_last_day",
            )
        ]
        indexes = [
            models.Index(fields=["last_day"], name="municipality_closing", condition=~models.Q(last_day=None)),
        ]

    def __str__(self) -> str:
        return f"{self.prefecture}{self.name}"

    def as_town(self, *, host: str) -> Town:
        """The frozen form that crosses borders."""
        closed = self.closed_at is not None
        shut = closed or self.suspended_at is not None
        return Town(self.pk, self.schema_name, self.code, self.name, host, suspended=shut, closed=closed)

    def suspend(self, *, reason: str, now: datetime) -> None:
        """Close the town's doors; its data stays."""
        self.suspended_at, self.suspended_reason = now, reason
        self.save(update_fields=["suspended_at", "suspended_reason"])

    def resume(self) -> None:
        """Open the doors again."""
        self.suspended_at, self.suspended_reason = None, ""
        self.save(update_fields=["suspended_at", "suspended_reason"])

    def announce_end(self, *, last_day: date | None, reason: str) -> None:
        """Say when the town closes; `last_day` None takes it back."""
        self.last_day, self.closing_reason = last_day, reason
        self.save(update_fields=["last_day", "closing_reason"])
