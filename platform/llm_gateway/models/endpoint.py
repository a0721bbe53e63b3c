"""A model at an address, as a town has configured it."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from llm_gateway import limits
from llm_gateway.encryption import EncryptedText, reveal
from llm_gateway.endpoint import Endpoint, Price, TimeLimits
from llm_gateway.features import EndpointKind, Flavour

_SECONDS = [MinValueValidator(0.1), MaxValueValidator(600.0)]
_NOT_NEGATIVE = [MinValueValidator(Decimal(0))]


class ModelEndpoint(models.Model):
    """接続先. The terms are what the provider promised, recorded so that they can be shown and checked again."""

    class Promise(models.TextChoices):
        """Whether the provider promised something."""

        UNKNOWN = "unknown", _("未確認")
        YES = "yes", _("はい（契約・規約で確認）")
        NO = "no", _("いいえ")

    name = models.CharField(_("名前"), max_length=100, unique=True)
    kind = models.CharField(_("種類"), max_length=20, choices=EndpointKind.choices)
    flavour = models.CharField(_("方式"), max_length=10, choices=Flavour.choices, default=Flavour.OPENAI)
    base_url = models.CharField(_("アドレス"), max_length=500)
    api_key = EncryptedText(_("APIキー"), blank=True, default="")
    model = models.CharField(_("モデル名"), max_length=200)
    api_version = models.CharField(_("APIバージョン（Azure）"), max_length=40, blank=True)
    enabled = models.BooleanField(_("使う"), default=True)

    connect_seconds = models.FloatField(_("接続の待ち時間（秒）"), default=limits.CONNECT_SECONDS, validators=_SECONDS)
    first_token_seconds = models.FloatField(
        _("最初の文字までの待ち時間（秒）"), default=limits.FIRST_TOKEN_SECONDS, validators=_SECONDS
    )
    idle_seconds = models.FloatField(
        _("途中で止まったときの待ち時間（秒）"), default=limits.IDLE_SECONDS, validators=_SECONDS
    )
    total_seconds = models.FloatField(_("全体の制限時間（秒）"), default=limits.TOTAL_SECONDS, validators=_SECONDS)
    max_output_tokens = models.PositiveIntegerField(
        _("出力の上限（トークン）"), default=limits.MAX_OUTPUT_TOKENS, validators=[MinValueValidator(1)]
    )

    price_in = models.DecimalField(
        _("入力の単価（100万トークン）"), max_digits=12, decimal_places=4, default=Decimal(0), validators=_NOT_NEGATIVE
    )
    price_cached = models.DecimalField(
        _("入力の単価（キャッシュ分）"),
        max_digits=12,
        decimal_places=4,
        null=True,
        blank=True,
        validators=_NOT_NEGATIVE,
        help_text=_("空欄のときは入力の単価と同じです。"),
    )
    price_out = models.DecimalField(
        _("出力の単価（100万トークン）"), max_digits=12, decimal_places=4, default=Decimal(0), validators=_NOT_NEGATIVE
    )
    currency = models.CharField(_("通貨"), max_length=3, default="JPY")
    yen_rate = models.DecimalField(
        _("1通貨あたりの円"), max_digits=12, decimal_places=4, default=Decimal(1), validators=_NOT_NEGATIVE
    )

    no_training = models.CharField(
        _("入力を学習に使わない"), max_length=10, choices=Promise.choices, default=Promise.UNKNOWN
    )
    storage_place = models.CharField(_("保存・処理の場所"), max_length=200, blank=True)
    retention = models.CharField(_("保存期間"), max_length=200, blank=True)
    change_notice = models.CharField(_("変更の通知"), max_length=200, blank=True)
    incident_notice = models.CharField(_("事故の通知"), max_length=200, blank=True)
    leaving = models.CharField(_("解約時の扱い"), max_length=200, blank=True)
    terms_notes = models.TextField(_("条件のメモ"), blank=True)
    terms_checked_on = models.DateField(_("条件を確認した日"), null=True, blank=True)

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("モデルの接続先")
        ordering = ["kind", "id"]
        indexes = [models.Index(fields=["kind", "id"], name="endpoint_kind", condition=models.Q(enabled=True))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    connect_seconds__gt=0, first_token_seconds__gt=0, idle_seconds__gt=0, total_seconds__gt=0
                ),
                name="endpoint_times_positive",
            ),
            models.CheckConstraint(condition=models.Q(max_output_tokens__gt=0), name="endpoint_output_positive"),
            models.CheckConstraint(
                condition=models.Q(price_in__gte=0, price_out__gte=0, yen_rate__gte=0)
                & (models.Q(price_cached=None) | models.Q(price_cached__gte=0)),
                name="endpoint_prices_not_negative",
            ),
            models.CheckConstraint(
                condition=~models.Q(currency="JPY") | models.Q(yen_rate=1),
                name="endpoint_yen",
                violation_error_message=_("通貨が円（JPY）のときは、1通貨あたりの円を1にしてください。"),
            ),
            models.CheckConstraint(
                condition=~(models.Q(flavour=Flavour.AZURE) & models.Q(api_version="")),
                name="endpoint_azure_version",
                violation_error_message=_("Azure OpenAIでは、APIバージョンを入力してください。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def as_endpoint(self) -> Endpoint:
        """The frozen form with the key in the clear. Raises SecretNotReadable."""
        return Endpoint(
            id=self.pk,
            name=self.name,
            kind=EndpointKind(self.kind),
            flavour=Flavour(self.flavour),
            base_url=self.base_url,
            api_key=reveal(value=self.api_key),
            model=self.model,
            api_version=self.api_version,
            max_output_tokens=self.max_output_tokens,
            times=TimeLimits(self.connect_seconds, self.first_token_seconds, self.idle_seconds, self.total_seconds),
            price=Price(self.price_in, self.price_cached, self.price_out, self.currency, self.yen_rate),
        )
