"""A host name that leads to a town."""

from django.db import models
from django.db.models.functions import Lower


class Domain(models.Model):
    """Host without port, lower case; one of a town's hosts is primary and stands in its links."""

    domain = models.CharField(max_length=253, unique=True)
    tenant = models.ForeignKey("tenants.Municipality", on_delete=models.CASCADE, related_name="domains")
    is_primary = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant"], condition=models.Q(is_primary=True), name="domain_one_primary_a_town"
            ),
            models.CheckConstraint(condition=models.Q(domain=Lower("domain")), name="domain_is_lower_case"),
        ]

    def __str__(self) -> str:
        return self.domain
