"""How the second step of sign-in is kept here: named after the town, its secrets encrypted with the town's key."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from llm_gateway.public import decrypt_text, encrypt_text
from tenants.border.current import current_place, current_schema
from tenants.facts import town_policy
from tenants.joining.account_adapter import place_name
from tenants.joining.door import SECOND_STEPS


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """MFA_ADAPTER."""

    def get_totp_issuer(self) -> str:
        """What the authenticator app shows beside the address."""
        return f"結まち {place_name()}"

    def _get_site_name(self) -> str:
        return place_name()  # shown by the browser when a passkey is made

    def encrypt(self, text: str) -> str:
        """For the column: a copied database row is worthless without the secret, and in another town."""
        return encrypt_text(text=text, schema_name=current_schema())

    def decrypt(self, encrypted_text: str) -> str:
        """Back."""
        return decrypt_text(token=encrypted_text, schema_name=current_schema())

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Where the town forces a second step, the last one stays."""
        place = current_place()
        if place is None or place.town is None or not town_policy().mfa_forced:
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=SECOND_STEPS)
        return bool(others.exclude(pk=authenticator.pk).exists())
