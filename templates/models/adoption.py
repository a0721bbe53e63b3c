"""That the town took a shared thing over: which edition, with which blanks, and what it became here."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from templates.models.shared_item import Kind


class Adoptions(models.QuerySet["Adoption"]):
    """Filters."""

    def live(self) -> "Adoptions":
        """Those whose copy the town uses."""
        return self.filter(undone_at=None, removed_at=None)


class Adoption(models.Model):
    """導入. `base`: the edition's content as installed, before blanks were filled. Item and edition are plain ids."""

    class Policy(models.TextChoices):
        """What happens when a newer edition comes."""

        ASK = "ask", _("確認してから取り込む")
        AUTO = "auto", _("直していなければ自動で取り込む")

    item_id = models.UUIDField()
    edition_id = models.UUIDField()
    version = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=80)
    local_kind = models.CharField(max_length=20)
    local_ids = models.JSONField(default=list)
    blanks = models.JSONField(default=dict, help_text="values by the blank's name; null: not applicable")
    base = models.JSONField()
    policy = models.CharField(max_length=4, choices=Policy.choices, default=Policy.ASK)
    adopted_by = models.CharField(max_length=60)
    adopted_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    notices_seen = models.JSONField(default=list, help_text="ids of law notices that somebody dealt with")
    proof_due = models.BooleanField(
        default=False, help_text="its edition is to be proved here; see templates.proving.due"
    )

    objects = Adoptions.as_manager()

    class Meta:
        ordering = ["-adopted_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item_id"], condition=Q(undone_at=None, removed_at=None), name="adoption_one_live"
            )
        ]
        indexes = [models.Index(fields=["adopted_at"], condition=Q(proof_due=True), name="adoption_proof_due")]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"
