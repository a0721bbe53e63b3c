"""The prepared SQL from which a town's schema is made in one statement."""

from django.db import models


class Blueprint(models.Model):
    """Template SQL for one state of the migrations; `tenants.opening.blueprint` builds and reads it."""

    fingerprint = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of all migrations and their libraries"
    )
    sql = models.TextField()
    tables = models.JSONField(help_text="sorted table names a new town must have")
    built_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.fingerprint[:12]
