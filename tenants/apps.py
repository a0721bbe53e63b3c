"""Registers the app with Django and shuts the ContentType hazard."""

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    """Towns, people, roles and the border between towns."""

    name = "tenants"
    label = "tenants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """ContentTypes are cached per schema from here on; tenancy adds its own tiles and steps."""
        from tenants.border.content_types import wall_content_types  # noqa: PLC0415  needs loaded apps
        from tenants.desk.own_tiles import register_own_tiles  # noqa: PLC0415  as above
        from tenants.onboarding.own_steps import register_own_steps  # noqa: PLC0415  as above
        from tenants.operating.own_alerts import register_own_alerts  # noqa: PLC0415  as above

        wall_content_types()
        register_own_tiles()
        register_own_steps()
        register_own_alerts()
