"""Registers the app with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The page frame every other app's pages stand in."""

    name = "web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
