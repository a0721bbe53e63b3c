"""A production that lacks something, or has a slip in it, does not start; docs/operating.md lists every setting."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "operating.md"
REQUIRED = {
    "YUIMACHI_SECRET_KEY": "s" * 50,
    "YUIMACHI_FIELD_KEYS": "f" * 32,
    "DATABASE_URL": "postgresql://yuimachi@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "YUIMACHI_OPERATOR_HOST": "operator.example.jp",
    "YUIMACHI_TOWN_HOST_SUFFIX": "example.jp",
    "YUIMACHI_MAIL_HOST": "mail.example.jp",
}
READERS = {"text", "required_text", "required_secret", "required_secrets", "flag", "whole_number", "words", "choice"}
NOT_SETTINGS = {"PYTEST_XDIST_TESTRUNUID"}  # set by the test runner


def _start(**changes: str | None) -> subprocess.CompletedProcess[str]:
    """Load the production settings in a process of their own."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}", "HOME": "/nonexistent"}
    environment |= {name: value for name, value in (REQUIRED | changes).items() if value is not None}
    environment["DJANGO_SETTINGS_MODULE"] = "yuimachi.settings.production"
    words = "import django; django.setup(); from django.core.management import call_command; call_command('check')"
    return subprocess.run([sys.executable, "-c", words], env=environment, capture_output=True, text=True, check=False)


def test_production_starts_with_what_it_requires() -> None:
    started = _start()
    assert started.returncode == 0, started.stderr[-2000:]


@pytest.mark.parametrize("name", REQUIRED)
def test_production_refuses_to_start_without(name: str) -> None:
    refused = _start(**{name: None})
    assert refused.returncode != 0
    assert f"{name} is missing" in refused.stderr


def test_another_broker_stands_in_for_redis() -> None:
    assert _start(REDIS_URL=None, BROKER_URL="amqp://127.0.0.1:1//").returncode == 0


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("YUIMACHI_FEILD_KEYS", "x", "unknown settings: YUIMACHI_FEILD_KEYS"),
        ("YUIMACHI_DEBUG", "true", "unknown settings: YUIMACHI_DEBUG"),
        ("YUIMACHI_MAIL_TLS", "maybe", "must be true or false"),
        ("YUIMACHI_MAIL_PORT", "0", "must be 1 or more"),
        ("YUIMACHI_LOG_LEVEL", "LOUD", "must be one of"),
        ("YUIMACHI_SECRET_KEY", "short", "too short"),
        ("YUIMACHI_FIELD_KEYS", f"{'f' * 32},short", "each secret needs"),
    ],
)
def test_production_refuses_a_slip(name: str, value: str, said: str) -> None:
    refused = _start(**{name: value})
    assert refused.returncode != 0
    assert said in refused.stderr


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s" * 60 + "\n", encoding="utf-8")
    assert _start(YUIMACHI_SECRET_KEY=None, YUIMACHI_SECRET_KEY_FILE=str(secret)).returncode == 0


def _asked_for() -> set[str]:
    found = set()
    for path in (ROOT / "platform").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = ast.unparse(node.func)
                reads = called.removeprefix("env.") in READERS and called.startswith("env.")
                if reads or called.endswith(("environ.get", "environ.setdefault")):
                    found.add(str(node.args[0].value))
    return found - NOT_SETTINGS


def test_the_example_of_the_environment_names_known_settings_and_all_required_ones() -> None:
    example = (ROOT / "deploy" / "yuimachi.env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    assert set(REQUIRED) <= named
    assert named <= _asked_for() | {"WEB_CONCURRENCY"}  # read by gunicorn itself


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    documented = set(re.findall(r"^\| `([A-Z][A-Z_]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert documented == _asked_for()
