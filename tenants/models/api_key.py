"""A key with which a program of the town calls the API."""

from django.db import models


class ApiKey(models.Model):
    """Only the hash is stored; the prefix tells people which key it is."""

    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12, unique=True)
    key_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    most_a_minute = models.PositiveSmallIntegerField(default=60, help_text="requests")
    created_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [models.CheckConstraint(condition=models.Q(most_a_minute__gte=1), name="api_key_may_be_used")]

    def __str__(self) -> str:
        return self.name
