"""Days on which collection is not as the rules say."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from knowledge.models.garbage_row import GarbageRow


class CollectionException(GarbageRow):
    """収集日の例外 (年末年始 and the like); without district or category it is for all of them."""

    class Effect(models.TextChoices):
        """What happens."""

        CLOSED = "closed", _("休み")
        EXTRA = "extra", _("臨時収集・振替")
        FACILITY = "facility", _("施設の休み")

    effect = models.CharField(max_length=10, choices=Effect.choices)
    first = models.DateField()
    last = models.DateField()
    district = models.ForeignKey("knowledge.GarbageDistrict", null=True, on_delete=models.CASCADE, related_name="+")
    category = models.ForeignKey("knowledge.GarbageCategory", null=True, on_delete=models.PROTECT, related_name="+")
    notes = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["first", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="collection_exception_first_before_last")
        ]
        indexes = [models.Index(fields=["edition", "first", "last"], name="collection_exception_days")]

    def __str__(self) -> str:
        return f"{self.first:%Y-%m-%d} {self.effect}"
