"""The body that operates the service and pays for it."""

from django.db import models


class Consortium(models.Model):
    """協議会・一部事務組合・県. One installation serves one or several."""

    name = models.CharField(max_length=120, unique=True)
    name_kana = models.CharField(max_length=160, blank=True)
    representative = models.CharField(max_length=120, blank=True, help_text="会長 ○○町長 など")
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
