"""Registers the app with Django."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    """Usage in, papers out."""

    name = "billing"
    label = "billing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say on the home page what waits for the town."""
        from billing.desk.own_tiles import tiles  # noqa: PLC0415  needs loaded models
        from tenants.public import register_tiles  # noqa: PLC0415  as above

        register_tiles(tiles)
