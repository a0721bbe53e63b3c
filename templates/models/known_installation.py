"""Another installation whose signed files are taken in here."""

from django.db import models


class KnownInstallation(models.Model):
    """相手先. `public_key`: its ed25519 key, 32 bytes in base64, as its operator told ours."""

    name = models.CharField(max_length=80, unique=True)
    public_key = models.CharField(max_length=44, unique=True)
    added_by = models.CharField(max_length=60)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
