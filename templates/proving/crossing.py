"""Looks through what somebody wrote to other towns: numbers, names and personal data of the town stay in the town."""

from typing import Final

from django.utils.translation import gettext as _

from templates.delocalising.find_local_facts import find_local_facts
from templates.delocalising.local_fact import FactKind, LocalFact
from templates.delocalising.town_facts import town_facts

# The town speaks under its name, and other towns, sums and days may be talked about.
_MAY_BE_SAID: Final = frozenset(
    {FactKind.OWN_TOWN, FactKind.TOWN_NAME, FactKind.PREFECTURE, FactKind.AMOUNT, FactKind.DATE, FactKind.HOURS}
)
_MOST_NAMED: Final = 5


class MayNotCross(ValueError):
    """The text stays here; the message names what is in it and what to do."""


def checked(*, text: str) -> str:
    """The text without spaces at its ends. Raises MayNotCross. Seven queries."""
    text = text.strip()
    if not text:
        raise MayNotCross(_("文章を入力してください。"))
    found = [one for one in find_local_facts(texts={"text": text}, town=town_facts()) if not _harmless(one)]
    if found:
        names = "、".join(dict.fromkeys(one.text for one in found[:_MOST_NAMED]))
        raise MayNotCross(
            _(
                "ほかの町に送る文に、町や人を特定できることば（%(names)s）があります。消すか、一般的な言い方に直してから送ってください。"
            )
            % {"names": names}
        )
    return text


def _harmless(fact: LocalFact) -> bool:
    return fact.kind in _MAY_BE_SAID or (fact.kind is FactKind.URL and ".go.jp" in fact.text)
