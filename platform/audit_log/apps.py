"""Registers the app with Django."""

from django.apps import AppConfig


class AuditLogConfig(AppConfig):
    """Append-only, hash-chained record of who did what."""

    name = "audit_log"
    label = "audit_log"
    default_auto_field = "django.db.models.BigAutoField"
