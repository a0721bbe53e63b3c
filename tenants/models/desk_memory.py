"""What the home page remembers of a person."""

from django.db import models


class DeskMemory(models.Model):
    """Whether the tour was seen and which tips are wanted; nobody has a row before they said so."""

    person = models.OneToOneField("tenants.Person", on_delete=models.CASCADE, related_name="+")
    tour_ended_at = models.DateTimeField(null=True)
    tip_closed_on = models.DateField(null=True, help_text="the day whose tip the person closed")
    tips_off = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.person_id)
