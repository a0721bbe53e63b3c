"""Masks: personal data becomes placeholders, numbered by value; the originals go into a vault."""

from collections.abc import Iterable
from dataclasses import dataclass

from pii_masking.find import find_personal_data, holds_my_number
from pii_masking.findings import Finding, Kind, MyNumberFound
from pii_masking.masked_text import MaskedText, seal
from pii_masking.vault import Vault, placeholders_in

_MY_NUMBER_GONE = "〔個人番号は消去しました〕"  # no way back: the vault never holds a My Number


@dataclass(frozen=True, slots=True)
class Masked:
    """`masked` may go to a model; `findings` point into the original text; `vault` leads back; see MyNumberFound."""

    masked: MaskedText
    findings: tuple[Finding, ...]
    vault: Vault
    my_number: MyNumberFound | None


def mask(*, text: str, allowed: Iterable[str] = (), hidden: Iterable[str] = (), vault: Vault | None = None) -> Masked:
    """Replace personal data by placeholders such as 〔氏名1〕; the same value has the same number.

    `allowed`, `hidden`: see `find_personal_data`. `vault` of earlier turns continues their numbering, and its names are
    hidden again, announced or not. A My Number is erased without a way back, and `my_number` says so: the caller throws
    the message away.
    """
    before = vault or Vault()
    findings = find_personal_data(text=text, allowed=allowed, hidden=(*hidden, *names_of(vault=before)))
    numbering = _Numbering(before, placeholders_in(text=text))
    pieces, reached = [], 0
    for finding in findings:
        pieces += [
            text[reached : finding.start],
            numbering.placeholder(finding.kind, text[finding.start : finding.end]),
        ]
        reached = finding.end
    masked = seal(text="".join([*pieces, text[reached:]]))
    return Masked(masked, findings, Vault(numbering.originals), holds_my_number(findings))


def names_of(*, vault: Vault) -> tuple[str, ...]:
    """The names that a vault leads back to."""
    sign = f"〔{Kind.NAME.value}"
    return tuple(original for placeholder, original in vault.originals.items() if placeholder.startswith(sign))


class _Numbering:
    """Gives each new value the next free number of its kind; placeholders somebody typed by hand are not used."""

    def __init__(self, vault: Vault, typed: frozenset[str]) -> None:
        self.originals = dict(vault.originals)
        self._by_value = {original: placeholder for placeholder, original in self.originals.items()}
        self._typed = typed - self.originals.keys()

    def placeholder(self, kind: Kind, value: str) -> str:
        if kind is Kind.MY_NUMBER:
            return _MY_NUMBER_GONE
        if value not in self._by_value:
            self._by_value[value] = self._next(kind)
            self.originals[self._by_value[value]] = value
        return self._by_value[value]

    def _next(self, kind: Kind) -> str:
        number = 1
        while (made := f"〔{kind.value}{number}〕") in self.originals or made in self._typed:
            number += 1
        return made
