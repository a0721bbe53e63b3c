"""Why something about an inquiry cannot be done; each with the sentence that the person reads."""

from django.utils.functional import Promise


class InquiryUnknown(LookupError):
    """There is no such inquiry for this person: another's, another section's, or deleted."""


class InquiryRefused(ValueError):
    """What was wanted is not done; `sentence` says what, why and the next step."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
