"""Text that may go to a model: the type the gateway asks for, and the only place that makes it."""

from collections.abc import Iterable
from dataclasses import InitVar, dataclass

_SEAL = object()  # held by this package alone: without it the constructor refuses


@dataclass(frozen=True, slots=True)
class MaskedText:
    """Text without personal data. Made by `mask`, by `MaskedText.trusted`, or by joining such texts; never directly."""

    text: str
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("MaskedText is made by pii_masking.public.mask or MaskedText.trusted, not by hand")

    @classmethod
    def trusted(cls, *, text: str, reason: str) -> "MaskedText":
        """Text that needs no masking: our own prompts, knowledge passages that are already public.

        `reason` says why, in words; a wall test counts the callers. Raises ValueError without a reason.
        """
        if not reason.strip():
            raise ValueError("say why this text may be trusted without masking")
        return cls(text, _SEAL)

    @classmethod
    def joined(cls, *, parts: Iterable["MaskedText"], separator: str = "") -> "MaskedText":
        """One text out of masked ones. `separator` is white space or punctuation; raises ValueError for more."""
        if any(character.isalnum() for character in separator):
            raise ValueError("a separator carries no words; make it a trusted part")
        pieces = list(parts)
        if not all(isinstance(piece, MaskedText) for piece in pieces):
            raise TypeError("only masked texts are joined to a masked text")
        return cls(separator.join(piece.text for piece in pieces), _SEAL)

    def __str__(self) -> str:
        return self.text


def seal(*, text: str) -> MaskedText:
    """For `pii_masking.mask` only: declare a text masked."""
    return MaskedText(text, _SEAL)
