"""A municipality in an allocation, with the figures that it is divided by."""

from decimal import Decimal

from django.db import models

from billing.allocating.formula import Base, Member


class AllocationMember(models.Model):
    """構成団体. The town's id and code are plain values: the sheet outlives the town."""

    allocation = models.ForeignKey("billing.Allocation", on_delete=models.CASCADE, related_name="members")
    town_id = models.BigIntegerField()
    code = models.CharField(max_length=6)
    name = models.CharField(max_length=40)
    is_host = models.BooleanField(default=False)
    population = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    usage = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    need = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    fixed = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    last_year_yen = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "構成団体"
        ordering = ["code"]
        indexes = [models.Index(fields=["town_id"], name="allocation_member_town")]
        constraints = [models.UniqueConstraint(fields=["allocation", "town_id"], name="allocation_member_once")]

    def __str__(self) -> str:
        return f"{self.allocation_id} {self.name}"

    def as_member(self) -> Member:
        """The member as the calculation takes it."""
        figures: dict[Base, Decimal | None] = {
            Base.POPULATION: self.population,
            Base.USAGE: self.usage,
            Base.NEED: self.need,
            Base.FIXED: self.fixed,
        }
        return Member(self.code, self.name, figures, self.is_host)
