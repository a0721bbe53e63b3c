"""Registers the app with Django."""

from django.apps import AppConfig


class YuimachiConfig(AppConfig):
    """The switchboard; imported by nobody."""

    name = "yuimachi"
    label = "yuimachi"
    default_auto_field = "django.db.models.BigAutoField"
