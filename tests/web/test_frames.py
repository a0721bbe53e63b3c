"""The frames as a signed-in person sees them."""

import pytest
from django.template.loader import render_to_string

from web.navigation import PERSON, NavEntry, register

pytestmark = pytest.mark.usefixtures("frame_only", "registry")


def test_signing_out_is_a_post_with_a_token(request_of):
    register(NavEntry("ログアウト", "style", "sign-out", 9, frame=PERSON, post=True))
    page = render_to_string("web/style/staff.html", request=request_of(words=frozenset()))
    assert '<form method="post" action="/style/">' in page
    assert "csrfmiddlewaretoken" in page
    assert "山本 さくら" in page


def test_nobody_signed_in_has_no_menu(request_of):
    page = render_to_string("web/style/staff.html", request=request_of())
    assert "menu__button" not in page


def test_the_town_stands_in_header_and_title(request_of):
    page = render_to_string("web/style/staff.html", request=request_of(words=frozenset()))
    assert "<title>ホーム | 雲居町 | 結まち</title>" in page
    assert '<span class="site-header__town">雲居町</span>' in page


def test_a_page_drawn_without_a_request_is_whole_and_has_no_script():
    page = render_to_string("web/style/plain.html")
    assert "</html>" in page
    assert "<script" not in page


def test_static_files_survive_the_manifest_of_production(settings, tmp_path):
    from django.core.management import call_command

    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    sheet = next((tmp_path / "web").glob("forms.*.css"))
    assert "chevron.svg" not in sheet.read_text()  # its hashed name stands there
