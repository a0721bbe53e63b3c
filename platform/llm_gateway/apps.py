"""Registers the app with Django."""

from django.apps import AppConfig


class LlmGatewayConfig(AppConfig):
    """The only door to any model."""

    name = "llm_gateway"
    label = "llm_gateway"
    default_auto_field = "django.db.models.BigAutoField"
