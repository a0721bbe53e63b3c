"""A year's bill on its way to the members: draft, opinions, decision; a decided one is frozen."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from billing.allocating.formula import Base, Formula, Part
from billing.fiscal_words import fiscal_words


class AllocationQuerySet(models.QuerySet["Allocation"]):
    """Filters of allocations."""

    def shown_to(self, *, town_id: int) -> "AllocationQuerySet":
        """What a town may see: it is a member, and the members have been asked."""
        return self.exclude(state=Allocation.State.DRAFT).filter(members__town_id=town_id)

    def awaiting(self, *, town_id: int, today: date) -> "AllocationQuerySet":
        """What a town is asked about and has not spoken of."""
        asked = self.filter(state=Allocation.State.OPINION, opinion_until__gte=today, members__town_id=town_id)
        return asked.exclude(opinions__town_id=town_id)


class Allocation(models.Model):
    """按分. `parts` holds the formula's parts as written; `result` is the calculation sheet of the decision."""

    class State(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", _("作成中")
        OPINION = "opinion", _("意見照会中")
        DECIDED = "decided", _("決定")

    consortium_id = models.BigIntegerField()
    fiscal_year = models.PositiveSmallIntegerField(_("年度（西暦）"))
    title = models.CharField(_("件名"), max_length=120)
    total_yen = models.PositiveBigIntegerField(_("分ける総額（円・税込み）"), validators=[MinValueValidator(1)])
    revenue_yen = models.PositiveBigIntegerField(
        _("先に差し引く特定財源（円）"), default=0, help_text=_("補助金や交付金など、使い道の決まった収入です。")
    )
    revenue_note = models.CharField(_("特定財源の内容"), max_length=200, blank=True)
    base_note = models.CharField(
        _("数の基準日と出どころ"),
        max_length=300,
        blank=True,
        help_text=_("例: 人口は前年度3月31日の住民基本台帳、実績は前年の1月から12月まで"),
    )
    parts = models.JSONField(default=list)
    flat_yen = models.PositiveBigIntegerField(_("1団体ごとの定額（円）"), default=0)
    host_percent = models.DecimalField(
        _("幹事団体の負担（％）"), max_digits=5, decimal_places=2, default=0, validators=[MinValueValidator(Decimal(0))]
    )
    minimum_yen = models.PositiveBigIntegerField(_("1団体の最低額（円）"), null=True, blank=True)
    cap_yen = models.PositiveBigIntegerField(_("1団体の上限額（円）"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    opinion_until = models.DateField(null=True)
    result = models.JSONField(null=True)
    result_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        verbose_name = "按分"
        ordering = ["-fiscal_year", "-id"]
        indexes = [models.Index(fields=["consortium_id", "fiscal_year"], name="allocation_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium_id", "fiscal_year", "title"], name="allocation_once_a_year_and_title"
            ),
            models.CheckConstraint(
                condition=models.Q(revenue_yen__lte=models.F("total_yen")), name="allocation_revenue_within_total"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="decided")
                | models.Q(result__isnull=False, decided_at__isnull=False) & ~models.Q(result_hash=""),
                name="allocation_decided_with_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year_words} {self.title}"

    @property
    def year_words(self) -> str:
        """「令和9年度」."""
        return fiscal_words(year=self.fiscal_year)

    @property
    def formula(self) -> Formula:
        """The rule as the calculation takes it."""
        return Formula(
            parts=tuple(Part(Base(p["base"]), Decimal(p["weight"]), Decimal(p["exponent"])) for p in self.parts),
            flat_yen=self.flat_yen,
            host_percent=Decimal(self.host_percent),
            minimum_yen=self.minimum_yen,
            cap_yen=self.cap_yen,
        )

    def write_parts(self, *, parts: Sequence[Part]) -> None:
        """Keep the parts; figures as text, so that they stay exact."""
        self.parts = [{"base": p.base.value, "weight": f"{p.weight:f}", "exponent": f"{p.exponent:f}"} for p in parts]
