"""The vocabulary: gathered from the apps, one meaning a word."""

from pathlib import Path

import pytest
from django.apps import apps

from audit_log.actions import _declare, declare_actions_of
from audit_log.public import Action, ActionClash, vocabulary
from tests.audit_log.audit_words import APPROVED


def test_each_apps_words_are_gathered_at_start():
    assert "audit_log.entries.purged" in vocabulary()


def test_gathering_again_changes_nothing():
    before = dict(vocabulary())
    for config in apps.get_app_configs():
        declare_actions_of(package=config.name, folder=Path(config.path))
    assert dict(vocabulary()) == before


def test_our_own_sentences_name_their_actor():
    assert all(
        "{actor}" in str(action.sentence) for code, action in vocabulary().items() if code.startswith("audit_log.")
    )


def test_a_word_has_one_meaning():
    with pytest.raises(ActionClash, match="twice"):
        _declare(Action(code=APPROVED.code, label="別の意味", sentence="{actor}"), "tests")


@pytest.mark.parametrize(
    "code", ["tests", "Tests.document.read", "knowledge.document.read", "tests.document.読む", "tests..read"]
)
def test_a_word_begins_with_its_app_and_is_plain(code):
    with pytest.raises(ActionClash):
        _declare(Action(code=code, label="", sentence=""), "tests")
