"""Registers the app with Django."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Sources in, passages out."""

    name = "knowledge"
    label = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say on the home page what waits, and on the first day what is missing."""
        from knowledge.desk.waiting import FIRST_DAY_STEP, SITE_STEP, tiles  # noqa: PLC0415  needs loaded models
        from tenants.public import register_first_day_step, register_tiles  # noqa: PLC0415  as above

        register_tiles(tiles)
        register_first_day_step(SITE_STEP)
        register_first_day_step(FIRST_DAY_STEP)
