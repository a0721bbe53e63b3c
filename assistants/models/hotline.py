"""A number somebody in distress can call, as verified by a person of the town."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class HotlineQuerySet(models.QuerySet["Hotline"]):
    """Filters of hotlines."""

    def valid(self, *, today: date) -> "HotlineQuerySet":
        """Verified and not past their date: expired ones are hidden and raise an alarm."""
        return self.filter(verified_on__lte=today, expires_on__gte=today)


class Hotline(models.Model):
    """相談窓口. Numbers and hours change: never in code, always here, with source and date."""

    class Kind(models.TextChoices):
        """For which kind of distress."""

        SUICIDE = "suicide", _("こころ・自殺")
        DV = "dv", _("DV・暴力")
        CHILD_ABUSE = "child_abuse", _("児童虐待")
        CHILD_SELF = "child_self", _("子ども本人")
        DISASTER = "disaster", _("災害")
        MEDICAL = "medical", _("救急・医療")
        CRIME = "crime", _("犯罪被害")
        CONSUMER = "consumer", _("消費生活")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=80)
    number = models.CharField(max_length=40)
    hours = models.CharField(max_length=120)
    area = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=200)
    verified_on = models.DateField()
    expires_on = models.DateField()
    verified_by = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = HotlineQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="hotline_once"),
            models.CheckConstraint(
                condition=models.Q(verified_on__lte=models.F("expires_on")), name="hotline_verified_before_expiry"
            ),
        ]
        indexes = [models.Index(fields=["kind", "expires_on"], name="hotline_valid")]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"
