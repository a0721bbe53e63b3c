"""The town's switches: who may use what, how people must sign in, what may be entered."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Policy(models.Model):
    """利用方針, one row a town (id 1). Texts and acknowledgements of the guideline come with governance."""

    class GradeScale(models.IntegerChoices):
        """How many levels of confidentiality the town's rules know."""

        THREE = 3, _("機密性1〜3")
        FIVE = 5, _("自治体機密性 3A・3B・3C・2・1")

    id = models.SmallIntegerField(primary_key=True, default=1)
    grade_scale = models.PositiveSmallIntegerField(choices=GradeScale.choices, default=GradeScale.THREE)
    grade_names = models.JSONField(default=list, help_text="the town's own names of the levels, level 1 first")
    four_eyes = models.BooleanField(default=False, help_text="nobody approves what they handed in themselves")
    editors_approve = models.BooleanField(default=False, help_text="knowledge editors approve for their sections")
    highest_grade_entered = models.PositiveSmallIntegerField(default=1, help_text="staff may not enter more than this")
    mfa_forced = models.BooleanField(default=False)
    allowed_networks = models.JSONField(default=list, help_text="CIDR list for staff pages; empty: everywhere")
    resident_chat_open = models.BooleanField(default=False, help_text="set at the end of the first-day wizard")
    resident_chat_closed_reason = models.CharField(max_length=200, blank=True)
    models_allowed = models.BooleanField(default=True, help_text="off: everything is answered by quoting")
    log_retention_days = models.PositiveIntegerField(default=365)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="policy_is_one_row"),
            models.CheckConstraint(
                condition=models.Q(log_retention_days__gte=30, log_retention_days__lte=1830), name="policy_retention"
            ),
        ]

    def __str__(self) -> str:
        return "policy"
