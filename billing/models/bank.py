"""Files of the bank that were taken in, the money that they tell of, and which invoice it paid."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BankFile(models.Model):
    """銀行のファイル. Known again by the digest of its bytes."""

    consortium_id = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=120)

    class Meta:
        verbose_name = "銀行のファイル"
        ordering = ["-read_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["consortium_id", "digest"], name="bank_file_once")]

    def __str__(self) -> str:
        return self.name


class BankCredit(models.Model):
    """入金. `key` knows a transfer again that two files tell of. `left_yen`: what no invoice was paid with yet."""

    class State(models.TextChoices):
        """What has become of it."""

        OPEN = "open", _("未処理")
        SETTLED = "settled", _("消込済み")
        ASIDE = "aside", _("対象外")

    consortium_id = models.BigIntegerField()
    file = models.ForeignKey(BankFile, on_delete=models.PROTECT, related_name="credits")
    key = models.CharField(max_length=64)
    day = models.DateField()
    yen = models.BigIntegerField()
    left_yen = models.BigIntegerField()
    payer = models.CharField(max_length=120)
    note = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    aside_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "入金"
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["state", "-day"], name="bank_credit_state")]
        constraints = [
            models.UniqueConstraint(fields=["consortium_id", "key"], name="bank_credit_once"),
            models.CheckConstraint(
                condition=models.Q(left_yen__gte=0) & models.Q(left_yen__lte=models.F("yen")),
                name="bank_credit_used_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.yen}"


class PaperPayment(models.Model):
    """充当. Yen of an invoice that were paid on a day; `credit` null: noted by hand."""

    paper = models.ForeignKey("billing.Paper", on_delete=models.PROTECT, related_name="payments")
    credit = models.ForeignKey(BankCredit, on_delete=models.PROTECT, null=True, related_name="payments")
    yen = models.BigIntegerField()
    paid_on = models.DateField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "充当"
        ordering = ["paid_on", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(yen__gte=0), name="paper_payment_not_negative")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.yen}"
