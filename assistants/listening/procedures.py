"""Whether somebody in a talk asks for a procedure: that is answered in the normal chat, by one click."""

import re
from collections.abc import Sequence
from typing import Final

from assistants.topics.classify import by_keyword
from assistants.topics.known import KnownTopic

# A topic's word has to stand there too: 「どこに行けば楽になれますか」 asks, but for no procedure.
_ASKS: Final = re.compile(
    r"手続|申請|届け?出|持ち物|必要な(?:もの|書類)|いくら|料金|手数料|何時|何曜|何日|いつ(?:まで|から|です|が)|"
    r"どこ(?:で|に|へ)|窓口|電話番号|方法|やり方|どうやって|もらえ(?:ます|る)|対象(?:です|になり)|教えて(?:ください|ほしい)"
)


def asks_for_procedure(*, text: str, topics: Sequence[KnownTopic]) -> bool:
    """Whether a form of asking and a topic's word both stand in `text`; pure."""
    return bool(_ASKS.search(text)) and by_keyword(text=text, topics=topics) is not None
