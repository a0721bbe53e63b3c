"""Somebody who writes to the town's LINE account: known by a pseudonym of this town only."""

from django.db import models

from llm_gateway.public import EncryptedText


class LineFriend(models.Model):
    """友だち. `pseudonym` is a keyed hash of LINE's user id; the id itself, needed to push, is encrypted."""

    pseudonym = models.CharField(max_length=64, unique=True)
    user_id = EncryptedText()
    is_following = models.BooleanField(default=True)
    followed_at = models.DateTimeField(null=True, help_text="LINE's time of the last word on following: late ones lose")
    writing = models.JSONField(
        default=dict, blank=True, help_text="while the next message is for a desk: step, about, at"
    )

    def __str__(self) -> str:
        return self.pseudonym[:8]
