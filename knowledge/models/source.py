"""Where documents come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """出典: an upload, the town's site, what was typed in."""

    class Kind(models.TextChoices):
        """How the source delivers."""

        UPLOAD = "upload", _("アップロード")
        TYPED = "typed", _("手入力")
        COMMAND = "command", _("コマンド")
        SITE = "site", _("公式サイト")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=120)
    address = models.URLField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="source_once")]

    def __str__(self) -> str:
        return self.name
