"""Registers the app with Django."""

from django.apps import AppConfig


class TemplatesConfig(AppConfig):
    """The shared template library."""

    name = "templates"
    label = "template_library"
    default_auto_field = "django.db.models.BigAutoField"
