"""Who issues a consortium's papers, and how."""

from typing import Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum.jp import cn

from billing.invoicing.content import IssuerFacts
from billing.invoicing.tax import ROUNDING_LABELS, Rounding

DAYS_WITHOUT_CONTRACT: Final = 15  # 政府契約の支払遅延防止等に関する法律 第10条


def check_t_number(value: str) -> None:
    """T and thirteen digits whose check digit is right. Raises ValidationError."""
    if not value.startswith("T") or not value[1:].isascii() or not cn.is_valid(value[1:]):
        raise ValidationError(
            _("登録番号は「T」と13けたの法人番号です。数字の並びを確かめてください（検査数字が合いません）。")
        )


class Issuer(models.Model):
    """発行者. Each paper keeps a copy, so that a change is true of later papers only."""

    consortium_id = models.BigIntegerField(unique=True)
    name = models.CharField(_("名称"), max_length=120)
    representative = models.CharField(_("代表者"), max_length=120, blank=True, help_text=_("例: 会長 ○○町長 結城 一郎"))
    address = models.CharField(_("所在地"), max_length=200, blank=True)
    phone = models.CharField(_("電話番号"), max_length=20, blank=True)
    t_number = models.CharField(
        _("適格請求書発行事業者の登録番号"),
        max_length=14,
        blank=True,
        validators=[check_t_number],
        help_text=_("例: T7010705000725。登録していないときは空欄にします。"),
    )
    rounding = models.CharField(
        _("消費税の端数"),
        max_length=10,
        choices=[(one.value, label) for one, label in ROUNDING_LABELS.items()],
        default=Rounding.FLOOR.value,
    )
    bank_account = models.CharField(_("振込先"), max_length=200, blank=True)
    payment_days = models.PositiveSmallIntegerField(
        _("契約で定めた支払日数"),
        null=True,
        blank=True,
        default=30,
        help_text=_(
            "発行日から30日以内（政府契約の支払遅延防止等に関する法律）。契約に定めがないときは空欄にします（15日）。"
        ),
    )
    seal = models.CharField(_("印影"), max_length=64, blank=True, editable=False, help_text="digest of its picture")

    class Meta:
        verbose_name = "発行者"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(payment_days__gte=1, payment_days__lte=30), name="issuer_pays_within_30_days"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def days_to_pay(self) -> int:
        """Days from issue until an invoice is due: what the contract says, 15 when it is silent."""
        return self.payment_days if self.payment_days is not None else DAYS_WITHOUT_CONTRACT

    def as_facts(self) -> IssuerFacts:
        """The frozen form."""
        return IssuerFacts(
            name=self.name,
            representative=self.representative,
            address=self.address,
            phone=self.phone,
            t_number=self.t_number,
            rounding=Rounding(self.rounding),
            bank_account=self.bank_account,
            seal=self.seal,
        )
