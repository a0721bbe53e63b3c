"""What a member says of a draft, and what the consortium answers."""

from django.db import models


class AllocationOpinion(models.Model):
    """意見. Written by a town while it is asked; it cannot be changed, only followed by another."""

    allocation = models.ForeignKey("billing.Allocation", on_delete=models.CASCADE, related_name="opinions")
    town_id = models.BigIntegerField()
    town_name = models.CharField(max_length=40)
    text = models.CharField(max_length=2000)
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()
    answer = models.CharField(max_length=2000, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "意見"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="") ^ models.Q(answered_at__isnull=False), name="opinion_answered_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.allocation_id} {self.town_name}"
