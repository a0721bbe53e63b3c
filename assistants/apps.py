"""Registers the app with Django."""

from django.apps import AppConfig


class AssistantsConfig(AppConfig):
    """Questions in, answers out."""

    name = "assistants"
    label = "assistants"
    default_auto_field = "django.db.models.BigAutoField"
