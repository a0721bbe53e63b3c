"""The entries that the product's own apps register."""

from web.checks import check_navigation
from web.components.icons import icon_names
from web.navigation import FRAMES, registered


def test_every_entry_of_every_app_leads_somewhere():
    assert check_navigation(app_configs=None) == []


def test_every_entry_has_an_icon_of_the_sprite():
    assert {entry.icon for frame in FRAMES for entry in registered(frame=frame)} <= icon_names()
