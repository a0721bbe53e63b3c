"""How the town's guide looks and speaks, beside name and greeting in the town's profile."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Persona(models.Model):
    """案内役, one row a town (id 1). The picture lies in the town's own storage, re-encoded by us."""

    class Tone(models.TextChoices):
        """How a model is asked to write; never used for crisis, refusals, errors or written answers."""

        POLITE = "polite", _("ていねい（です・ます）")
        FRIENDLY = "friendly", _("親しみやすい（〜ですよ、〜くださいね）")
        SHORT = "short", _("簡潔（短い文）")

    id = models.SmallIntegerField(primary_key=True, default=1)
    tone = models.CharField(max_length=10, choices=Tone.choices, default=Tone.POLITE)
    picture = models.CharField(max_length=300, blank=True, help_text="name in the town's storage; PNG, at most 256 px")
    picture_alt = models.CharField(max_length=120, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="persona_is_one_row")]

    def __str__(self) -> str:
        return self.tone
