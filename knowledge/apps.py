"""Registers the app with Django."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Sources in, passages out."""

    name = "knowledge"
    label = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say on the home page what waits, on the first day what is missing, on the operator's console how much."""
        from knowledge.desk.waiting import FIRST_DAY_STEP, SITE_STEP, tiles  # noqa: PLC0415  needs loaded models
        from knowledge.operator_figures import JOBS_STUCK, PASSAGES, jobs_stuck  # noqa: PLC0415  as above
        from tenants.public import (  # noqa: PLC0415  as above
            register_figure,
            register_first_day_step,
            register_tiles,
            register_town_alert,
        )

        register_figure(PASSAGES)
        register_town_alert(JOBS_STUCK, jobs_stuck)
        register_tiles(tiles)
        register_first_day_step(SITE_STEP)
        register_first_day_step(FIRST_DAY_STEP)
