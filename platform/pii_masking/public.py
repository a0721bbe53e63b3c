"""What other apps may use of pii_masking."""

from pii_masking.find import find_my_number, find_personal_data
from pii_masking.findings import Finding, Kind, MyNumberFound
from pii_masking.mask import Masked, mask, names_of
from pii_masking.masked_text import MaskedText
from pii_masking.names_in import NameFound, names_in
from pii_masking.vault import Vault, restore

__all__ = [
    "Finding",
    "Kind",
    "Masked",
    "MaskedText",
    "MyNumberFound",
    "NameFound",
    "Vault",
    "find_my_number",
    "find_personal_data",
    "mask",
    "names_in",
    "names_of",
    "restore",
]
