"""Which endpoint serves a feature, and which one comes next when it fails."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from llm_gateway.features import Feature


class ModelRoute(models.Model):
    """One step of the fallback order of a feature; position 0 is tried first."""

    feature = models.CharField(max_length=40, choices=Feature.choices)
    position = models.PositiveSmallIntegerField()
    endpoint = models.ForeignKey("llm_gateway.ModelEndpoint", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("モデルの使い分け")
        ordering = ["feature", "position"]
        constraints = [
            models.UniqueConstraint(fields=["feature", "position"], name="route_position"),
            models.UniqueConstraint(fields=["feature", "endpoint"], name="route_endpoint_once"),
        ]

    def __str__(self) -> str:
        return f"{self.feature} {self.position}"
