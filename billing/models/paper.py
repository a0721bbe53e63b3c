"""An issued paper: its content is frozen, its state goes on."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from billing.invoicing.content import KIND_LABELS, Kind


class PaperQuerySet(models.QuerySet["Paper"]):
    """Filters of papers."""

    def overdue(self, *, today: date) -> "PaperQuerySet":
        """Invoices whose day has passed without payment; a returned one is not due."""
        return self.filter(kind=Kind.INVOICE.value, state=Paper.State.ISSUED, due_on__lt=today)


class Paper(models.Model):
    """書類. `content` is what it says, `digest` its SHA-256; the database refuses to change or delete them."""

    class State(models.TextChoices):
        """What has become of it."""

        ISSUED = "issued", _("発行済み")
        RETURNED = "returned", _("差し戻し")
        PAID = "paid", _("支払済み")
        REPLACED = "replaced", _("訂正済み（差し替え）")

    consortium_id = models.BigIntegerField()
    kind = models.CharField(max_length=12, choices=[(one.value, label) for one, label in KIND_LABELS.items()])
    fiscal_year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=30)
    key = models.CharField(max_length=120, unique=True)
    town_id = models.BigIntegerField()
    town_name = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    issued_on = models.DateField()
    due_on = models.DateField(null=True)
    total_yen = models.BigIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ISSUED)
    returned_reason = models.CharField(max_length=300, blank=True)
    returned_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    received_yen = models.BigIntegerField(default=0, help_text="the sum of its payments")
    credited_yen = models.BigIntegerField(default=0, help_text="the sum of the credit notes on it")
    own_number = models.CharField(_("町の整理番号"), max_length=40, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "書類"
        ordering = ["-issued_on", "-id"]
        indexes = [
            models.Index(fields=["town_id", "-issued_on"], name="paper_town"),
            models.Index(fields=["state", "due_on"], name="paper_due"),
            models.Index(fields=["consortium_id", "fiscal_year", "kind", "sequence"], name="paper_ledger"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium_id", "kind", "fiscal_year", "sequence"], name="paper_numbered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="paid") ^ models.Q(paid_on__isnull=True), name="paper_paid_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.town_name}"

    @property
    def rest_yen(self) -> int:
        """What is still to be paid; below zero: what was paid too much."""
        return self.total_yen - self.credited_yen - self.received_yen

    @property
    def overpaid_yen(self) -> int:
        """What was paid too much."""
        return max(-self.rest_yen, 0)


class PaperCounter(models.Model):
    """The last number of a kind and fiscal year. Locked by who issues, until the paper stands: no gap, no double."""

    consortium_id = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    fiscal_year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "書類の番号"
        constraints = [
            models.UniqueConstraint(fields=["consortium_id", "kind", "fiscal_year"], name="paper_counter_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.fiscal_year} {self.last}"
