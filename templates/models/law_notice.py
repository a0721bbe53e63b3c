"""A law that shared things rest on has changed: told to every town that took one of them over."""

from django.db import models


class LawNotice(models.Model):
    """法改正のお知らせ. Written by the operator (`town_id` empty) or by the town that shares things with that basis."""

    consortium_id = models.BigIntegerField()
    law = models.CharField(max_length=120, help_text="title, as in the laws of editions")
    article = models.CharField(max_length=80, blank=True, help_text="empty: any of the law")
    text = models.CharField(max_length=600)
    in_force_on = models.DateField()
    link = models.URLField(max_length=300, blank=True)
    town_id = models.BigIntegerField(null=True)
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at", "-id"]
        indexes = [models.Index(fields=["consortium_id", "law"], name="law_notice_of_law")]

    def __str__(self) -> str:
        return f"{self.law} {self.in_force_on:%Y-%m-%d}"
