"""Classes of towns by population, so that a town finds what towns of its size use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PopulationClass(models.TextChoices):
    """人口規模. The value is the lower bound."""

    FROM_0 = "0", _("5千人未満")
    FROM_5K = "5000", _("5千人以上1万人未満")
    FROM_10K = "10000", _("1万人以上3万人未満")
    FROM_30K = "30000", _("3万人以上5万人未満")
    FROM_50K = "50000", _("5万人以上10万人未満")
    FROM_100K = "100000", _("10万人以上")


def population_class(*, population: int | None) -> str:
    """The class of a population in persons; empty when it is not registered."""
    if population is None:
        return ""
    return max((one for one in PopulationClass if int(one.value) <= population), key=lambda one: int(one.value)).value
