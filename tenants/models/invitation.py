"""An address that was asked to join, until it does."""

from django.db import models


class Invitation(models.Model):
    """招待. The link carries a random key of which only the hash is stored."""

    email = models.EmailField()
    name = models.CharField(max_length=60, blank=True)
    roles = models.JSONField(default=list, help_text="role codes the person will hold")
    section_key = models.SlugField(max_length=40, blank=True)
    key_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.CharField(max_length=80, help_text="name at the time, copied")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="invitation_one_open_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.email
