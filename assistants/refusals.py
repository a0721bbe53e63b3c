"""What staff want and cannot have is refused with one sentence: what, why and the next step."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tenants.public import grade_name, town_policy


class Refused(ValueError):
    """Not done; `sentence` is for the person who wanted it."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def check_grade(*, grade: int) -> None:
    """Raises Refused when staff of this town may not enter what has this grade (product D7)."""
    highest = town_policy().highest_grade_entered
    if grade <= highest:
        return
    told = {"grade": grade_name(level=grade), "highest": grade_name(level=highest)}
    raise Refused(
        _(
            "「%(grade)s」の情報は、この町では入力できません（入力できるのは「%(highest)s」までです）。"
            "その部分を除くか、一般的な言い方に直してください。変更が必要なときは、統括責任者に相談してください。"
        )
        % told
    )
