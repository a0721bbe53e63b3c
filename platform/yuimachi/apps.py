"""Registers the app with Django."""

from django.apps import AppConfig


class YuimachiConfig(AppConfig):
    """The switchboard; imported by nobody."""

    name = "yuimachi"
    label = "yuimachi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the project's Celery app the one that tasks and `enqueue` find."""
        from yuimachi.celery_app import app  # noqa: PLC0415  reads the settings' name

        app.set_default()
