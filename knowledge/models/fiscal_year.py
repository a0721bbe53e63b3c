"""The 年度 that a title names, computed by the database so that no way of changing a title leaves it behind."""

from typing import Any

from django.db import models
from django.db.models import F, Func

from knowledge.retrieving.year_in_title import year_in_title


class YearInTitle(Func):
    """Western year in which the named 年度 begins; null without one."""

    template = year_in_title()
    output_field = models.SmallIntegerField()
    function = None


def fiscal_year_field(*, title: str = "title") -> Any:
    """A stored column that follows the title."""
    return models.GeneratedField(
        expression=YearInTitle(F(title)), output_field=models.SmallIntegerField(null=True), db_persist=True
    )
