"""A plan of the consortium, and its terms from a day on."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from billing.planning.terms import Cycle, Meter, Option, PlanTerms, Step
from billing.tax_classes import TaxClass


class Plan(models.Model):
    """料金プラン."""

    name = models.CharField(max_length=60, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "料金プラン"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PlanEdition(models.Model):
    """料金. Holds until the next edition of the plan begins: no gap, no overlap. `terms`: figures as text, exact."""

    plan = models.ForeignKey("billing.Plan", on_delete=models.CASCADE, related_name="editions")
    valid_from = models.DateField()
    terms = models.JSONField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "料金"
        ordering = ["plan_id", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["plan", "valid_from"], name="plan_edition_once_a_start")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.valid_from}"

    def write_terms(self, *, terms: PlanTerms) -> None:
        """Keep the terms."""
        self.terms = {
            "cycle": terms.cycle.value,
            "steps": [[step.up_to, step.yen] for step in terms.steps],
            "tax": terms.tax.value,
            "per_person": f"{terms.per_person:f}",
            "meter": terms.meter.value,
            "included": terms.included,
            "unit_price": f"{terms.unit_price:f}",
            "options": [[option.name, option.yen] for option in terms.options],
            "discount_percent": f"{terms.discount_percent:f}",
            "discount_name": terms.discount_name,
            "discount_until": terms.discount_until.isoformat() if terms.discount_until else "",
        }

    def as_terms(self) -> PlanTerms:
        """The terms as the calculation takes them."""
        kept: dict[str, Any] = self.terms
        return PlanTerms(
            cycle=Cycle(kept["cycle"]),
            steps=tuple(Step(up_to, yen) for up_to, yen in kept["steps"]),
            tax=TaxClass(kept["tax"]),
            per_person=Decimal(kept["per_person"]),
            meter=Meter(kept["meter"]),
            included=kept["included"],
            unit_price=Decimal(kept["unit_price"]),
            options=tuple(Option(name, yen) for name, yen in kept["options"]),
            discount_percent=Decimal(kept["discount_percent"]),
            discount_name=kept["discount_name"],
            discount_until=date.fromisoformat(kept["discount_until"]) if kept.get("discount_until") else None,
        )
