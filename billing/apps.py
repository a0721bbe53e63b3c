"""Registers the app with Django."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    """Usage in, papers out."""

    name = "billing"
    label = "billing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say on the home page what waits for the town, and on the console what a town uses and what is wrong."""
        from billing.desk.own_tiles import tiles  # noqa: PLC0415  needs loaded models
        from billing.watching import alerting  # noqa: PLC0415  as above
        from billing.watching.town_figures import TOWN_FIGURES, figures_of_month  # noqa: PLC0415  as above
        from tenants.public import (  # noqa: PLC0415  as above
            register_alert,
            register_month_figures,
            register_tiles,
            register_town_alert,
        )

        register_tiles(tiles)
        register_month_figures(figures=TOWN_FIGURES, take=figures_of_month)
        register_alert(alerting.NO_PRICE, alerting.use_without_price)
        register_town_alert(alerting.ALLOWANCE_NEAR, alerting.allowance_near)
        register_town_alert(alerting.ALLOWANCE_SPENT, alerting.allowance_spent)
