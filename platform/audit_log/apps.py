"""Registers the app with Django and gathers every app's words for the log."""

from pathlib import Path

from django.apps import AppConfig, apps

from audit_log.actions import declare_actions_of


class AuditLogConfig(AppConfig):
    """Append-only, hash-chained record of who did what."""

    name = "audit_log"
    label = "audit_log"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """All models are loaded by now, so an app's audit_actions may import what it likes."""
        for config in apps.get_app_configs():
            declare_actions_of(package=config.name, folder=Path(config.path))
