"""A note that a backup was taken: written by the command of the runbook, shown and watched on the console."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BackupNote(models.Model):
    """バックアップの記録. `town` empty: of all towns at once."""

    class What(models.TextChoices):
        """What was backed up."""

        DATABASE = "database", _("データベース")
        FILES = "files", _("ファイル")

    what = models.CharField(max_length=10, choices=What.choices)
    town = models.ForeignKey("tenants.Municipality", null=True, on_delete=models.CASCADE, related_name="+")
    taken_at = models.DateTimeField()
    size = models.PositiveBigIntegerField(null=True, help_text="bytes, when they were told")
    place = models.CharField(max_length=200, blank=True, help_text="where it was put, in the operator's own words")

    class Meta:
        verbose_name = "バックアップの記録"
        ordering = ["-taken_at", "-id"]
        indexes = [models.Index(fields=["what", "-taken_at"], name="backup_note_latest")]

    def __str__(self) -> str:
        return f"{self.what} {self.taken_at}"
