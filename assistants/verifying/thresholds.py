"""What verification asks for, measured by tests/assistants/verifying (figures in docs/benchmarks.md)."""

from typing import Final

# A fact's own place in the source must fit at least this share as well as the best place of another value.
AS_GOOD_AS_THE_BEST: Final = 0.85
AS_GOOD_A_NAME: Final = 0.75  # the same for a place or a person: other words may stand around it
# ... and its neighbourhood must be found around it at least to this share.
LEAST_FIT: Final = 0.3
LEAST_FIT_ALONE: Final = 0.12  # where the sources know no other value of its kind that could be meant
# A word that is only found denied (or only undenied) contradicts when its neighbourhood fits so well.
CONTRADICTS_FROM: Final = 0.35
# A sentence that says so much of the words of one sentence of the source repeats it: see compare_whole.
REPEATS_FROM: Final = 0.9
# Share of the content words of a sentence that stand in the cited sources. やさしい日本語 says more in other words.
LEAST_COVER: Final = {"ja": 0.7, "ja-easy": 0.45}
LEAST_COVER_ELSE: Final = 0.0  # other languages: words cannot be compared, facts can
# Of the nouns, which carry what is spoken of.
LEAST_NOUN_COVER: Final = {"ja": 0.75, "ja-easy": 0.5}
# A sentence of more characters is withheld unread: nobody writes so to residents, and comparing it takes long.
MOST_CHARACTERS: Final = 400
