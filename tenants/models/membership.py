"""Which role a person holds, where it matters in which section."""

from django.db import models

from tenants.roles import Role


class Membership(models.Model):
    """One role of one person. The section is where the person sits; a section head heads it."""

    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role.choices)
    section = models.ForeignKey("tenants.Section", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "role", "section"], name="membership_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=~models.Q(role=Role.SECTION_HEAD) | models.Q(section__isnull=False),
                name="membership_head_of_a_section",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}:{self.role}"
