"""How titles write the 年度 that they are about, as an expression of the database."""

from typing import Final

# First matching spelling stands: 令和6年度, 令和元年度, R6年度, 平成30年度, H30年度, 2024年度. Full width by NFKC.
_SPELLINGS: Final = (
    ("(?:令和|[rR]) ?([0-9]{1,2}) ?年度", 2018),
    ("(?:平成|[hH]) ?([0-9]{1,2}) ?年度", 1988),
    ("((?:19|20)[0-9]{2}) ?年度", 0),
)
_FIRST_YEAR: Final = "CASE WHEN normalize(%(expressions)s, NFKC) ~ '令和 ?元 ?年度' THEN 2019 END"


def year_in_title() -> str:
    """SQL for the western year in which the named 年度 begins; `%(expressions)s` stands for the title."""
    found = [f"{plus} + substring(normalize(%(expressions)s, NFKC) from '{form}')::int" for form, plus in _SPELLINGS]
    return f"coalesce({_FIRST_YEAR}, {', '.join(found)})"
