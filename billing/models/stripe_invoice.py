"""Where a paper stands in Stripe."""

from typing import Any

from django.db import models

from billing.models.paper import Paper
from jobs.public import DueJob, DueJobQuerySet


class StripeInvoiceQuerySet(DueJobQuerySet["StripeInvoice"]):
    """Filters of mirrored papers."""

    def outrun(self) -> "StripeInvoiceQuerySet":
        """Done and still open there, while the paper was paid by hand or replaced meanwhile; where money came there as
        well, a person has to decide."""
        gone_on = [Paper.State.PAID, Paper.State.REPLACED]
        return self.filter(state=DueJob.State.DONE, status="open", paid=0, paper__state__in=gone_on)


class StripeInvoice(DueJob):
    """写し: an invoice of Stripe that mirrors a paper. The paper is what counts (ADR 0016).

    `status` is Stripe's own word, "" before the first answer. Yen: `total` with tax, `paid`, `credited`.
    """

    paper = models.ForeignKey("billing.Paper", on_delete=models.PROTECT, related_name="stripe")
    live = models.BooleanField()
    stripe_id = models.CharField(max_length=64, blank=True)
    pay_until = models.DateTimeField(help_text="decided once: the same call again must say the same")
    generation = models.PositiveSmallIntegerField(
        default=0, help_text="part of the idempotency keys: Stripe answers a key that failed the same way for a day"
    )
    from_plan = models.BooleanField(default=False, help_text="taken from the town's subscription")
    status = models.CharField(max_length=14, blank=True)
    total = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)
    credited = models.BigIntegerField(default=0)
    failure = models.CharField(max_length=20, blank=True)  # code of what went wrong last
    seen_at = models.DateTimeField(null=True)

    objects = StripeInvoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "写し"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="stripe_invoice_due"),
            models.Index(fields=["stripe_id"], name="stripe_invoice_id"),
        ]
        constraints = [models.UniqueConstraint(fields=["live", "paper"], name="stripe_invoice_once")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.stripe_id}"

    def note(self, **values: Any) -> None:
        """Keep what Stripe said last, whoever holds the row: it is asked afresh each time."""
        StripeInvoice.objects.filter(pk=self.pk).update(**values)
        for name, value in values.items():
            setattr(self, name, value)
