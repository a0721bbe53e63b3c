"""The way back from placeholders: kept sealed beside the inquiry, opened for its readers."""

import json
from dataclasses import replace

from django.db import transaction

from assistants.models import Inquiry
from assistants.showing import Shown
from llm_gateway.public import SecretNotReadable, decrypt_text, encrypt_text
from pii_masking.public import MaskedText, MyNumberFound, Vault, mask, restore
from tenants.public import current_town


def vault_of(*, row: Inquiry) -> Vault:
    """What the inquiry's placeholders stand for; empty when the town's key was changed meanwhile."""
    if not row.vault_sealed:
        return Vault()
    try:
        plain = decrypt_text(token=row.vault_sealed, schema_name=current_town().schema_name)
    except SecretNotReadable:
        return Vault()
    return Vault(json.loads(plain))


class HoldsMyNumber(ValueError):
    """A My Number stands in a text: it is neither masked nor kept, the whole text is refused (番号法 19・20条)."""

    def __init__(self, found: MyNumberFound) -> None:
        super().__init__("my number")
        self.found = found


def mask_for(
    *, inquiry_id: int, texts: tuple[str, ...], hidden: tuple[str, ...] = ()
) -> tuple[tuple[MaskedText, ...], Vault]:
    """`texts` with placeholders that go on from those of the inquiry, and the vault that leads back from all of them.
    `hidden`: names that somebody wants hidden, besides those that were before.

    The inquiry's row is locked meanwhile: two files that are read at once do not give one number to two people.
    Raises HoldsMyNumber.
    """
    with transaction.atomic():
        row = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry_id)
        before = vault = vault_of(row=row)
        masked: list[MaskedText] = []
        for text in texts:
            made = mask(text=text, hidden=hidden, vault=vault)
            if made.my_number is not None:
                raise HoldsMyNumber(made.my_number)
            masked.append(made.masked)
            vault = made.vault
        if len(vault) > len(before):
            plain = json.dumps(dict(vault.originals), ensure_ascii=False)
            row.vault_sealed = encrypt_text(text=plain, schema_name=current_town().schema_name)
            row.save(update_fields=["vault_sealed"])
    return tuple(masked), vault


def unmasked(*, shown: Shown, vault: Vault) -> Shown:
    """A turn as its reader sees it: personal data in place of the placeholders."""
    if not len(vault):
        return shown

    def back(text: str) -> str:
        return restore(text=text, vault=vault)

    parts = tuple(replace(part, text=back(part.text), lead=back(part.lead)) for part in shown.parts)
    citations = tuple(replace(one, quote=back(one.quote)) for one in shown.citations)
    return replace(shown, question=back(shown.question), parts=parts, citations=citations)
