"""What a check hands on: one finding with its place, its rule and what to write instead."""

from dataclasses import dataclass

from assistants.proofreading.rule import Level, Rule


@dataclass(frozen=True, slots=True)
class Finding:
    """`words` stand at text[start:end] (characters). `suggestion` replaces them, None when nothing can be proposed.

    `safe`: the suggestion may be put in without reading the sentence again.
    """

    rule: str
    level: Level
    title: str
    reason: str
    source: str
    start: int
    end: int
    words: str
    suggestion: str | None = None
    safe: bool = False

    @property
    def key(self) -> str:
        """Names the finding within one text."""
        return f"{self.start}-{self.end}-{self.rule}"

    def overlaps(self, other: "Finding") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def finding(*, rule: Rule, text: str, start: int, end: int, suggestion: str | None, safe: bool = True) -> Finding:
    """A finding of a rule at a place."""
    certain = suggestion is not None and safe and rule.safe
    told = (rule.id, rule.level, rule.title, rule.reason, rule.source)
    return Finding(*told, start, end, text[start:end], suggestion, certain)
