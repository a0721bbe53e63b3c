"""The staff's pages of the doors: what is saved, shown once, refused, and who may open them."""

import pytest
from django.test import Client

from assistants.models import LineChannel
from tenants.models import ApiKey
from tenants.public import in_town
from tests.line_server import LineServer
from tests.tenants.signing import signed_in
from tests.towns import settle

PAGES = ("/settings/widget/", "/settings/line/", "/settings/keys/", "/settings/keys/new/")


@pytest.fixture
def admin(towns) -> Client:
    settle(towns[0])
    return signed_in(host=towns[0].host, email="admin@town.example")


def test_only_who_manages_channels_opens_the_pages(towns, admin: Client) -> None:
    member = signed_in(host=towns[0].host, email="member@town.example")
    for path in PAGES:
        assert admin.get(path).status_code == 200, path
        assert member.get(path).status_code == 403, path


def test_sites_are_kept_as_origins_and_a_wrong_one_keeps_what_was_typed(admin: Client) -> None:
    admin.post("/settings/widget/", {"origins": "https://www.town.example/kurashi\nwww.town.example"})
    assert "https://www.town.example" in admin.get("/settings/widget/").content.decode()
    page = admin.post("/settings/widget/", {"origins": "https://*.example"}).content.decode()
    assert "使えません" in page
    assert "https://*.example" in page


def test_a_key_is_shown_once(towns, admin: Client) -> None:
    values = {"name": "アプリ", "scopes": ["questions.ask"], "most_a_minute": "60", "expires_on": ""}
    page = admin.post("/settings/keys/new/", values).content.decode()
    with in_town(towns[0]):
        row = ApiKey.objects.get()
    assert f"{row.prefix}_" in page
    assert f"{row.prefix}_" not in admin.get("/settings/keys/").content.decode()
    admin.post(f"/settings/keys/{row.pk}/revoke/")
    with in_town(towns[0]):
        assert ApiKey.objects.get().revoked_at is not None


def test_a_token_that_line_does_not_know_is_not_stored(towns, admin: Client, settings) -> None:
    with LineServer() as line:
        settings.LINE_API_URL = line.url
        keys = {"channel_secret": "0" * 32, "access_token": "wrong"}
        assert "発行し直して" in admin.post("/settings/line/", keys).content.decode()
        with in_town(towns[0]):
            assert not LineChannel.objects.exists()
        good = {**keys, "access_token": "line-token"}
        tried = admin.post("/settings/line/", {**good, "step": "test"}).content.decode()
        assert "まだ登録されていません" in tried
        assert admin.post("/settings/line/", good).status_code == 302
        page = admin.get("/settings/line/").content.decode()
    assert "@kouno" in page
    assert "line-token" not in page
    admin.post("/settings/line/disconnect/")
    with in_town(towns[0]):
        assert not LineChannel.objects.exists()
