"""The registry of navigation entries."""

import pytest

from web.checks import check_navigation
from web.navigation import OPERATOR, RESIDENT, NavEntry, groups_for, register

pytestmark = pytest.mark.usefixtures("frame_only", "registry")


def entries() -> None:
    register(
        NavEntry("部品", "style", "home", 2, needs="home.see", group="開発"),
        NavEntry("言語", "set_language", "globe", 1),
    )


def labels(request, access) -> list[str]:
    return [link.label for group in groups_for(request=request, frame="staff", access=access) for link in group.links]


def test_an_entry_is_shown_to_those_who_hold_its_permission(request_of):
    entries()
    request = request_of("/style/", words=frozenset({"home.see"}))
    assert labels(request, request.access) == ["言語", "部品"]
    assert labels(request, None) == ["言語"]


def test_the_entry_of_the_page_and_of_pages_below_it_is_current(request_of):
    entries()
    register(NavEntry("職員の枠", "style_progress", "people", 3))
    for path, current in (
        ("/style/", "部品"),
        ("/style/staff/", "部品"),
        ("/style/-/progress/", "職員の枠"),
        ("/x/", None),
    ):
        request = request_of(path, words=frozenset({"home.see"}))
        groups = groups_for(request=request, frame="staff", access=request.access)
        assert next((link.label for group in groups for link in group.links if link.current), None) == current


def test_an_entry_that_leads_nowhere_is_left_out_and_reported(request_of, settings):
    register(NavEntry("なし", "no_such_page", "home", 1, frame=RESIDENT))
    register(NavEntry("なし", "no_such_page", "home", 1, frame=OPERATOR))
    settings.OPERATOR_URLCONF = "tests.web.frame_urls"
    assert groups_for(request=request_of(), frame=RESIDENT, access=None) == ()
    assert len(check_navigation(app_configs=None)) == 2


def test_an_unknown_frame_is_refused():
    with pytest.raises(ValueError, match="unknown frame"):
        NavEntry("どこ", "style", "home", 1, frame="nowhere")
