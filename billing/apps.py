"""Registers the app with Django."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    """Usage in, papers out."""

    name = "billing"
    label = "billing"
    default_auto_field = "django.db.models.BigAutoField"
