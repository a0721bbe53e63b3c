"""Text encrypted at rest, with a key per town: one town's ciphertext cannot be read in another.

Fernet (AES-128-CBC + HMAC-SHA256) under a key that HKDF-SHA256 (RFC 5869) derives from each secret of
settings.FIELD_ENCRYPTION_KEYS and the schema's name. The first secret encrypts, all of them decrypt: put a new one in
front, run `reencrypt_api_keys` in each town, then drop the old one. A town that moves to another schema name must
enter its keys again.
"""

from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

_PURPOSE: Final = b"yuimachi encrypted fields 1"
_SHORTEST_SECRET: Final = 32


class SecretNotReadable(RuntimeError):
    """The stored text was encrypted with a secret that is no longer configured, or in another town."""


def encrypt(*, text: str, schema_name: str) -> str:
    """Encrypt for one schema; the empty text stays empty. Raises ImproperlyConfigured without usable secrets."""
    return _cipher(schema_name, _secrets()).encrypt(text.encode()).decode() if text else ""


def decrypt(*, token: str, schema_name: str) -> str:
    """The text of `encrypt`. Raises SecretNotReadable."""
    if not token:
        return ""
    try:
        return _cipher(schema_name, _secrets()).decrypt(token.encode()).decode()
    except InvalidToken as unreadable:
        raise SecretNotReadable("encrypted with another secret or in another town") from unreadable


def _secrets() -> tuple[str, ...]:
    secrets = tuple(settings.FIELD_ENCRYPTION_KEYS)
    if not secrets or any(len(secret) < _SHORTEST_SECRET for secret in secrets):
        raise ImproperlyConfigured(f"FIELD_ENCRYPTION_KEYS: each secret needs {_SHORTEST_SECRET} random characters")
    return secrets


@lru_cache(maxsize=512)
def _cipher(schema_name: str, secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(secret, schema_name)) for secret in secrets])


def _derived(secret: str, schema_name: str) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=_PURPOSE, info=schema_name.encode()).derive(secret.encode())
    return urlsafe_b64encode(key)


@dataclass(frozen=True, slots=True)
class Secret:
    """An encrypted text as it comes from the database: read only on purpose, shown in no repr and no log."""

    token: str = field(repr=False)
    schema_name: str

    def reveal(self) -> str:
        """The text. Raises SecretNotReadable."""
        return decrypt(token=self.token, schema_name=self.schema_name)

    def __bool__(self) -> bool:
        return bool(self.token)

    def __str__(self) -> str:
        return "(secret)" if self.token else ""


def reveal(*, value: str | Secret) -> str:
    """The text of a Secret, or of a value that was entered and not saved yet. Raises SecretNotReadable."""
    return value.reveal() if isinstance(value, Secret) else value


if TYPE_CHECKING:
    _TextField = models.TextField[str | Secret, str | Secret]
else:
    _TextField = models.TextField


class EncryptedText(_TextField):
    """A text column that takes str (encrypted when saved) or Secret (kept as it is) and gives Secret when loaded."""

    description = "text encrypted with the key of its town"

    def from_db_value(self, value: str | None, expression: Any, connection: BaseDatabaseWrapper) -> Secret | None:
        """Django's hook: from the column."""
        return None if value is None else Secret(value, _schema_of(connection))

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> str | None:
        """Django's hook: to the column."""
        schema_name = _schema_of(connection)
        if isinstance(value, Secret):
            if value.schema_name != schema_name:
                raise SecretNotReadable("a secret of another town cannot be stored here")
            return value.token
        return None if value is None else encrypt(text=str(value), schema_name=schema_name)

    def to_python(self, value: Any) -> Any:
        """Django's hook, also of full_clean: a Secret stays one, its str() is not its text."""
        return value if isinstance(value, Secret) else super().to_python(value)

    def deconstruct(self) -> Any:
        """Django's hook for migrations: other apps' name the public door."""
        name, _path, arguments, values = super().deconstruct()
        return name, "llm_gateway.public.EncryptedText", arguments, values

    def get_prep_value(self, value: Any) -> Any:
        """Django's hook: nothing to prepare before the connection is known."""
        return value


def _schema_of(connection: BaseDatabaseWrapper) -> str:
    return str(connection.schema_name)  # type: ignore[attr-defined]  # the border's backend has it
