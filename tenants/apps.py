"""Registers the app with Django and shuts the ContentType hazard."""

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    """Towns, people, roles and the border between towns."""

    name = "tenants"
    label = "tenants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """ContentTypes are cached per schema from here on."""
        from tenants.border.content_types import wall_content_types  # noqa: PLC0415  needs loaded apps

        wall_content_types()
