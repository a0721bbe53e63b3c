"""A town whose invoices are collected through Stripe."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StripeCustomer(models.Model):
    """集金先. The operator decides town by town; test and live are different customers. `town_id` is a plain value.

    `stripe_id` is empty until Stripe has said it. `funding`: where the town pays in, as Stripe told it.
    """

    town_id = models.BigIntegerField()
    town_name = models.CharField(max_length=40)
    live = models.BooleanField()
    stripe_id = models.CharField(max_length=64, blank=True)
    email = models.EmailField(_("請求の連絡先メールアドレス"))
    since = models.DateField(_("この日に発行した請求書から"))
    with_plan = models.BooleanField(_("料金プランと利用量もStripeに登録する"), default=False)
    active = models.BooleanField(default=True)
    funding = models.JSONField(default=dict)
    subscription_id = models.CharField(max_length=64, blank=True)
    price_key = models.CharField(max_length=80, blank=True, help_text="the figures that the subscription stands on")
    failure = models.CharField(max_length=20, blank=True, help_text="why Stripe did not take it last")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "集金先"
        ordering = ["town_name", "id"]
        indexes = [models.Index(fields=["stripe_id"], name="stripe_customer_id")]
        constraints = [models.UniqueConstraint(fields=["live", "town_id"], name="stripe_customer_once")]

    def __str__(self) -> str:
        return f"{self.town_name} {self.stripe_id}"
