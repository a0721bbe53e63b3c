"""Why a step of a hand-over cannot be taken, said to whoever tried."""


class HandoverRefused(Exception):
    """The step is not taken; the sentence says what, why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class HandoverUnknown(LookupError):
    """No such hand-over for whoever asks."""
