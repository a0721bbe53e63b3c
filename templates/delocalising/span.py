"""What a rule found, before overlaps are settled: a stretch of the folded text and its kind."""

from dataclasses import dataclass

from templates.delocalising.local_fact import FactKind


@dataclass(frozen=True, slots=True)
class Span:
    """text[start:end] of the folded text. `role` is what a blank would be called; empty: by its kind."""

    start: int
    end: int
    kind: FactKind
    role: str = ""
    private: bool = False
