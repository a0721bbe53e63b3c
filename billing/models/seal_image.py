"""A picture of the issuer's seal; papers name it by its digest, so it is never changed or removed."""

from django.db import models


class SealImage(models.Model):
    """印影. PNG, written anew by us."""

    consortium_id = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    png = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "印影"
        constraints = [models.UniqueConstraint(fields=["consortium_id", "digest"], name="seal_image_once")]

    def __str__(self) -> str:
        return self.digest[:12]
