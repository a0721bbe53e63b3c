"""Registers the app with Django."""

from django.apps import AppConfig


class MeteringConfig(AppConfig):
    """Usage events and allowances."""

    name = "metering"
    label = "metering"
    default_auto_field = "django.db.models.BigAutoField"
