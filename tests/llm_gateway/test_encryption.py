"""Keys at rest."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from llm_gateway.encryption import Secret, SecretNotReadable, decrypt, encrypt

OLD, NEW = "o" * 40, "n" * 40


def test_what_was_encrypted_is_read_again() -> None:
    token = encrypt(text="sk-秘密", schema_name="town_a")
    assert "sk" not in token
    assert decrypt(token=token, schema_name="town_a") == "sk-秘密"


def test_another_town_cannot_read_it() -> None:
    token = encrypt(text="sk-1", schema_name="town_a")
    with pytest.raises(SecretNotReadable):
        decrypt(token=token, schema_name="town_b")


def test_the_same_text_is_never_encrypted_the_same() -> None:
    assert encrypt(text="sk-1", schema_name="town_a") != encrypt(text="sk-1", schema_name="town_a")


def test_an_altered_token_is_refused() -> None:
    token = encrypt(text="sk-1", schema_name="town_a")
    with pytest.raises(SecretNotReadable):
        decrypt(token=token[:-4] + "AAA=", schema_name="town_a")


def test_after_a_change_of_secrets_old_tokens_are_read_until_the_old_secret_goes(settings) -> None:
    settings.FIELD_ENCRYPTION_KEYS = [OLD]
    token = encrypt(text="sk-1", schema_name="town_a")
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    assert decrypt(token=token, schema_name="town_a") == "sk-1"
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    with pytest.raises(SecretNotReadable):
        decrypt(token=token, schema_name="town_a")


@pytest.mark.parametrize("keys", [[], ["short"], [NEW, "short"]])
def test_without_good_secrets_nothing_is_stored(keys: list[str], settings) -> None:
    settings.FIELD_ENCRYPTION_KEYS = keys
    with pytest.raises(ImproperlyConfigured):
        encrypt(text="sk-1", schema_name="town_a")


def test_a_secret_does_not_show_itself() -> None:
    secret = Secret(encrypt(text="sk-1", schema_name="town_a"), "town_a")
    assert "sk-1" not in f"{secret} {secret!r}"
    assert secret.token not in f"{secret} {secret!r}"
    assert secret.reveal() == "sk-1"
    assert not Secret("", "town_a")
