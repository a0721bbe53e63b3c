"""Password-reset tokens carry the place: a token of one town is worthless in another, even for the same row number."""

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from django.contrib.auth.base_user import AbstractBaseUser

from tenants.border.current import current_schema


class PlaceTokenGenerator(EmailAwarePasswordResetTokenGenerator):  # type: ignore[misc]
    """ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR."""

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{current_schema()}"
