"""Registers the app with Django."""

from django.apps import AppConfig


class TemplatesConfig(AppConfig):
    """The shared template library."""

    name = "templates"
    label = "template_library"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say on the home page what waits, and on a template's page where it came from."""
        from assistants.public import register_prompt_notes  # noqa: PLC0415  needs loaded models
        from templates.desk.own_tiles import tiles  # noqa: PLC0415  as above
        from templates.desk.prompt_notes import notes  # noqa: PLC0415  as above
        from tenants.public import register_tiles  # noqa: PLC0415  as above

        register_tiles(tiles)
        register_prompt_notes(notes)
