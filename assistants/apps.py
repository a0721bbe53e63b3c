"""Registers the app with Django."""

from django.apps import AppConfig


class AssistantsConfig(AppConfig):
    """Questions in, answers out."""

    name = "assistants"
    label = "assistants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say on the home page what residents wait for and what the person used; furnish new towns."""
        from assistants.desk.home_shelves import shelves as work_shelves  # noqa: PLC0415  needs loaded models
        from assistants.desk.home_shelves import tiles as draft_tiles  # noqa: PLC0415  as above
        from assistants.desk.tips import TOUR, tips  # noqa: PLC0415  as above
        from assistants.desk.ways import ways  # noqa: PLC0415  needs loaded models
        from assistants.handover.board import tiles  # noqa: PLC0415  needs loaded models
        from assistants.prompting.first_day import STARTER_STEP  # noqa: PLC0415  as above
        from assistants.prompting.load_starter import furnish  # noqa: PLC0415  as above
        from assistants.prompting.shelves import shelves  # noqa: PLC0415  as above
        from assistants.reviewing.reports import tiles as report_tiles  # noqa: PLC0415  as above
        from tenants.public import (  # noqa: PLC0415  as above
            register_first_day_step,
            register_furnisher,
            register_shelves,
            register_tiles,
            register_tips,
            register_tour_step,
            register_ways,
        )

        register_tiles(tiles)
        register_tiles(report_tiles)
        register_first_day_step(STARTER_STEP)
        register_furnisher(furnish)
        register_tiles(draft_tiles)
        register_shelves(work_shelves)
        register_shelves(shelves)
        register_tips(tips)
        for step in TOUR:
            register_tour_step(step)
        register_ways(ways)
