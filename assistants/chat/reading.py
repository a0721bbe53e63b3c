"""How a reader wants to read: language, furigana, size of letters; kept by the browser, known to nobody else."""

from dataclasses import dataclass, replace
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict

from assistants.conversing import Held
from assistants.languages import LANGUAGES, Language, known_or_japanese
from assistants.speaking.phrases import Words, page_words, suggestions
from tenants.public import current_town

COOKIE: Final = "yuimachi_reading"
_KEPT_SECONDS: Final = 180 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader chose. `language` is empty as long as answers follow the questions."""

    language: str = ""
    furigana: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True)
class PageReading:
    """What the chat page needs to show itself as the reader wants it; `speaks` is the code of its words."""

    chosen: Reading
    speaks: str
    town_name: str = ""

    @property
    def words(self) -> Words:
        """The page's fixed words."""
        return page_words(language=self.speaks)

    @property
    def heading(self) -> str:
        """The page's heading, with the town's name."""
        return str(self.words["title"]).replace("{town}", self.town_name)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Questions to begin with in a language other than Japanese; the town's own stand else."""
        return suggestions(language=self.speaks)

    @property
    def tag(self) -> str:
        """The lang attribute of these words; empty when they are the interface's own."""
        return "" if self.speaks == "ja" else LANGUAGES[self.speaks].tag

    @property
    def languages(self) -> tuple[Language, ...]:
        """What can be chosen."""
        return tuple(LANGUAGES.values())


def reading_of(*, request: HttpRequest) -> Reading:
    """The reader's choice; anything unreadable is no choice."""
    language, _dot, rest = request.COOKIES.get(COOKIE, "").partition(".")
    return Reading(language if language in LANGUAGES else "", "f" in rest, "l" in rest)


def page_reading(*, request: HttpRequest, held: Held | None) -> PageReading:
    """The choice, and the language of the page: the chosen one, else the one the conversation has come to."""
    chosen = reading_of(request=request)
    return PageReading(
        chosen, known_or_japanese(code=chosen.language or (held.language if held else "ja")), current_town().name
    )


def changed(*, reading: Reading, post: QueryDict) -> Reading:
    """`reading` with what a form of the page asks for; a field that is not there changes nothing."""
    if "language" in post:
        language = post["language"]
        reading = replace(reading, language=language if language in LANGUAGES else "")
    if "furigana" in post:
        reading = replace(reading, furigana=post["furigana"] == "on")
    if "large" in post:
        reading = replace(reading, large=post["large"] == "on")
    return reading


def keep(*, response: HttpResponseBase, reading: Reading) -> None:
    """Let the browser keep the choice: this host only, not readable by scripts."""
    marks = ("f" if reading.furigana else "") + ("l" if reading.large else "")
    response.set_cookie(
        COOKIE,
        f"{reading.language}.{marks}",
        max_age=_KEPT_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
