"""The town's LINE official account, as it is connected."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from llm_gateway.public import EncryptedText


class LineChannel(models.Model):
    """LINEチャネル, one row a town (id 1); no row: not connected. Both secrets are encrypted with the town's key."""

    class Trouble(models.TextChoices):
        """What LINE last complained of, as staff read it."""

        NONE = "", _("問題なし")
        UNAUTHORIZED = "unauthorized", _("アクセストークンが使えません。入れ直してください。")
        MONTHLY_LIMIT = "monthly_limit", _("今月のプッシュ通数の上限に達しました。応答は続きます。")
        UNREACHABLE = "unreachable", _("LINEのサーバーに届きません。")

    id = models.SmallIntegerField(primary_key=True, default=1)
    channel_secret = EncryptedText()
    access_token = EncryptedText()
    bot_name = models.CharField(max_length=100, blank=True)
    basic_id = models.CharField(max_length=40, blank=True)
    trouble = models.CharField(max_length=20, choices=Trouble.choices, blank=True, default=Trouble.NONE)
    trouble_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="line_channel_is_one_row")]

    def __str__(self) -> str:
        return self.bot_name or "LINE"
