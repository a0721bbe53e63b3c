"""How far the town's first day has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OnboardingStep(models.Model):
    """One step of the first-day wizard that was finished or put off; open steps have no row."""

    class State(models.TextChoices):
        """What became of the step."""

        DONE = "done", _("完了")
        LATER = "later", _("あとで")

    key = models.SlugField(max_length=40, unique=True)
    state = models.CharField(max_length=8, choices=State.choices)
    by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key}:{self.state}"
