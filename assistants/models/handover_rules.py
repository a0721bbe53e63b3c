"""How the town hands residents over to people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HandoverRules(models.Model):
    """相談の受付の決まり, one row a town (id 1); made when it is first saved, its defaults hold before."""

    class Contact(models.TextChoices):
        """Whether residents give a name and a contact."""

        NONE = "none", _("たずねない（チャットの中だけで返信する）")
        OPTIONAL = "optional", _("書きたい人だけ書く")
        REQUIRED = "required", _("必ず書いてもらう")

    id = models.SmallIntegerField(primary_key=True, default=1)
    is_open = models.BooleanField(default=True)
    contact = models.CharField(max_length=10, choices=Contact.choices, default=Contact.OPTIONAL)
    answer_within_hours = models.PositiveSmallIntegerField(default=8, help_text="open hours of the desk")
    contact_kept_days = models.PositiveSmallIntegerField(default=30, help_text="days after closing")
    closes_after_days = models.PositiveSmallIntegerField(default=14, help_text="days without a word after an answer")
    purpose = models.CharField(max_length=200, default=_("ご相談への回答と、そのための連絡"))
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="handover_rules_one_row")]

    def __str__(self) -> str:
        return "handover rules"
