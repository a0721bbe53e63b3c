"""The 年度 that a title names, computed by the database so that no way of changing a title leaves it behind."""

from typing import Any, Final

from django.db import models
from django.db.models import F, Func

# First matching spelling stands: 令和6年度, 令和元年度, R6年度, 平成30年度, H30年度, 2024年度. Full width by NFKC.
_SPELLINGS: Final = (
    ("(?:令和|[rR]) ?([0-9]{1,2}) ?年度", 2018),
    ("(?:平成|[hH]) ?([0-9]{1,2}) ?年度", 1988),
    ("((?:19|20)[0-9]{2}) ?年度", 0),
)
_FIRST_YEAR: Final = "CASE WHEN normalize(%(expressions)s, NFKC) ~ '令和 ?元 ?年度' THEN 2019 END"


def _template() -> str:
    found = [f"{plus} + substring(normalize(%(expressions)s, NFKC) from '{form}')::int" for form, plus in _SPELLINGS]
    return f"coalesce({_FIRST_YEAR}, {', '.join(found)})"


class YearInTitle(Func):
    """Western year in which the named 年度 begins; null without one."""

    template = _template()
    output_field = models.SmallIntegerField()
    function = None


def fiscal_year_field(*, title: str = "title") -> Any:
    """A stored column that follows the title."""
    return models.GeneratedField(
        expression=YearInTitle(F(title)), output_field=models.SmallIntegerField(null=True), db_persist=True
    )
