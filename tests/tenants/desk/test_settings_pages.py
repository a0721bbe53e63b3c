"""Sections, profile, policy, models, audit log and the first day, through the pages."""

import pytest

from audit_log.public import EntryFilters, entries
from llm_gateway.public import Feature, endpoints, load_route
from tenants.models import Membership, Policy, Profile, Section
from tenants.public import in_town, town_policy, town_sections
from tests.tenants.risk_forms import approved_risk_form
from tests.tenants.signing import signed_in
from tests.towns import settle

PAGES = (
    "/home/", "/approval/", "/approvals/", "/people/", "/people/invite/", "/sections/", "/sections/new/",
    "/settings/profile/", "/settings/policy/", "/settings/models/", "/settings/models/new/",
    "/settings/models/order/resident_answer/", "/audit-log/", "/first-day/",
    "/settings/launch/", "/announcements/", "/announcements/new/",
)  # fmt: skip


@pytest.fixture
def here(towns):
    """A settled town."""
    settle(towns[0])
    return towns[0]


@pytest.fixture
def admin(here):
    """The admin's browser."""
    return signed_in(host=here.host, email="admin@town.example")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_draws_without_inline_style_or_script(admin, path: str) -> None:
    answer = admin.get(path)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("<h1") == 1
    assert " style=" not in page
    assert "<script>" not in page


@pytest.mark.parametrize("path", [page for page in PAGES if page not in {"/home/", "/approval/"}])
def test_staff_see_none_of_the_settings(here, path: str) -> None:
    assert signed_in(host=here.host, email="member@town.example").get(path).status_code == 403


def test_the_auditor_reads_the_log_and_nothing_else(here) -> None:
    auditor = signed_in(host=here.host, email="auditor@town.example")
    assert auditor.get("/audit-log/").status_code == 200
    assert all(auditor.get(path).status_code == 403 for path in ("/people/", "/settings/policy/", "/first-day/"))


SECTION = {"name": "税務課", "key": "zeimu", "phone": "0999-90-1003", "duties": "税金\n納税証明\n税金\n"}


def test_a_section_is_added_changed_ordered_closed_and_reopened(here, admin) -> None:
    admin.post("/sections/new/", SECTION)
    with in_town(here):
        row = Section.objects.get(key="zeimu")
    assert row.duties == ["税金", "納税証明"]
    admin.post(f"/sections/{row.pk}/", {**SECTION, "key": "other", "floor": "1階"})
    admin.post(f"/sections/{row.pk}/up/")
    with in_town(here):
        assert [section.key for section in town_sections()] == ["soumu", "zeimu", "juumin"]
        assert "（場所）" in entries(filters=EntryFilters(action="tenants.section.edited")).rows[0].sentence
    with in_town(here):
        juumin = Section.objects.get(key="juumin")
    assert "2人" in admin.get(f"/sections/{juumin.pk}/").content.decode()
    admin.post(f"/sections/{juumin.pk}/close/")
    with in_town(here):
        assert "juumin" not in [section.key for section in town_sections()]
        assert Membership.objects.filter(section=juumin).count() == 2
    admin.post(f"/sections/{juumin.pk}/reopen/")
    with in_town(here):
        assert Section.objects.get(key="juumin").closed_on is None


@pytest.mark.parametrize(
    ("change", "says"),
    [({"name": "総務課"}, "ほかの課"), ({"phone": "０９９９"}, "半角の数字"), ({"key": "ぜい"}, "slug")],
)
def test_a_wrong_section_says_what_is_wrong(admin, change, says: str) -> None:
    answer = admin.post("/sections/new/", {**SECTION, **change})
    assert answer.status_code == 200
    assert says in answer.content.decode() or says == "slug"


PROFILE = {"address": "試験県甲野町1", "phone": "0999-90-1000", "weekday_hours": "8:30-17:15", "mayor": "甲野 一郎"}


def test_the_profile_keeps_what_the_page_does_not_show(here, admin) -> None:
    with in_town(here):
        Profile.objects.update(mascot={"kana": "こう"}, suggested_questions={"event": ["祭りは？"]})
    more = {"mascot_name": "こうちゃん", "questions_always": "ごみは何曜日？", "districts": "東\n西"}
    assert admin.post("/settings/profile/", {**PROFILE, **more}).status_code == 302
    with in_town(here):
        row = Profile.objects.get()
    assert row.mascot == {"kana": "こう", "name": "こうちゃん"}
    assert row.suggested_questions == {"event": ["祭りは？"], "always": ["ごみは何曜日？"]}
    assert row.districts == ["東", "西"]


def test_hours_are_typed_in_the_form_that_is_read(admin) -> None:
    page = admin.post("/settings/profile/", {**PROFILE, "weekday_hours": "8時半から"}).content.decode()
    assert "「8:30-17:15」の形" in page


POLICY = {"grade_scale": "3", "highest_grade_entered": "1", "log_retention_days": "365", "models_allowed": "on"}


def test_the_policy_is_saved_and_recorded(here, admin) -> None:
    admin.post("/settings/policy/", {**POLICY, "allowed_networks": "127.0.0.0/8\n2001:db8::/32"})
    with in_town(here):
        assert town_policy().allowed_networks == ("127.0.0.0/8", "2001:db8::/32")
        assert entries(filters=EntryFilters(action="tenants.policy.edited")).total == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"allowed_networks": "10.0.0.0/8"}, "あなた自身が開けなくなります"),
        ({"allowed_networks": "10.0.0.0/99"}, "ネットワークの形ではありません"),
        ({"highest_grade_entered": "4"}, "段階の数より大きく"),
        ({"log_retention_days": "10"}, "30"),
    ],
)
def test_a_wrong_policy_changes_nothing(here, admin, change, says: str) -> None:
    assert says in admin.post("/settings/policy/", {**POLICY, **change}).content.decode()
    with in_town(here):
        assert town_policy().allowed_networks == ()


def test_the_chat_is_stopped_with_a_reason_only(here, admin) -> None:
    with in_town(here):
        Policy.objects.update(resident_chat_open=True)
    admin.post("/settings/chat/", {"step": "close"})
    with in_town(here):
        assert town_policy().resident_chat_open
    admin.post("/settings/chat/", {"step": "close", "reason": "点検のため"})
    with in_town(here):
        assert town_policy().resident_chat_closed_reason == "点検のため"


def _endpoint(**changes: str) -> dict[str, str]:
    values = {"name": "試験", "kind": "chat", "flavour": "openai", "base_url": "http://127.0.0.1:9/v1", "model": "m"}
    numbers = {"connect_seconds": "1", "first_token_seconds": "1", "idle_seconds": "1", "total_seconds": "2"}
    prices = {"max_output_tokens": "100", "price_in": "0", "price_out": "0", "currency": "JPY", "yen_rate": "1"}
    return {**values, **numbers, **prices, "enabled": "on", "api_key": "sk-very-secret", **changes}


def test_a_key_is_written_and_never_shown(here, admin) -> None:
    assert admin.post("/settings/models/new/", {**_endpoint(), "step": "save"}).status_code == 302
    with in_town(here):
        stored = endpoints()[0]
    assert stored.has_key
    page = admin.get(f"/settings/models/{stored.id}/").content.decode()
    assert "sk-very-secret" not in page
    admin.post(f"/settings/models/{stored.id}/", {**_endpoint(api_key="", model="m2"), "step": "save"})
    with in_town(here):
        route = load_route(feature=Feature.RESIDENT_ANSWER)
    assert (route.endpoints[0].model, route.endpoints[0].api_key) == ("m2", "sk-very-secret")


def test_the_connection_test_names_what_is_wrong_and_stores_nothing(here, admin) -> None:
    page = admin.post("/settings/models/new/", {**_endpoint(), "step": "test"}).content.decode()
    assert "アドレスに接続できませんでした" in page
    with in_town(here):
        assert endpoints() == []


def test_a_feature_gets_its_own_order(here, admin) -> None:
    for name in ("一", "二"):
        admin.post("/settings/models/new/", {**_endpoint(name=name), "step": "save"})
    with in_town(here):
        first, second = (each.id for each in endpoints())
    admin.post("/settings/models/order/draft/", {"place_0": str(second), "place_1": str(first), "place_2": str(second)})
    with in_town(here):
        assert [each.id for each in load_route(feature=Feature.DRAFT).endpoints] == [second, first]
    assert "二 → 一" in admin.get("/settings/models/").content.decode()
    assert admin.get("/settings/models/order/nonsense/").status_code == 404


def test_the_log_is_filtered_and_exported(here, admin) -> None:
    admin.post("/settings/profile/", PROFILE)
    page = admin.get("/audit-log/?action=tenants.profile.edited").content.decode()
    assert "町の情報を変更しました" in page
    assert "ログインしました" not in page
    lines = b"".join(admin.get("/audit-log.csv?action=tenants.profile.edited")).decode().splitlines()
    assert len(lines) == 2
    with in_town(here):
        assert entries(filters=EntryFilters(action="tenants.log.exported")).total == 1


def test_a_name_that_begins_like_a_formula_is_made_safe_in_the_file(here, admin) -> None:
    admin.post("/sections/new/", {**SECTION, "name": "=1+1課"})
    assert ",'=1+1課," in b"".join(admin.get("/audit-log.csv")).decode()


def test_nonsense_filters_and_pages_do_no_harm(admin) -> None:
    assert admin.get("/audit-log/?since=never&person=x&action=y&page=-3").status_code == 200


def test_the_first_day_is_computed_from_what_stands_and_ends_with_opening(here, admin) -> None:
    page = admin.get("/first-day/").content.decode()
    assert "役場の住所" in page
    admin.post("/settings/profile/", PROFILE)
    assert "役場の住所" not in admin.get("/first-day/").content.decode()
    admin.post("/settings/policy/", POLICY)
    page = admin.get("/first-day/")
    for line in page.context["board"].lines:
        if line.missing:
            assert "済んでいない" in admin.post("/first-day/publish/", follow=True).content.decode()
            admin.post(f"/first-day/{line.key}/", {"step": "later"})
    assert "確認票がまだ承認されていません" in admin.post("/first-day/publish/", follow=True).content.decode()
    with in_town(here):
        assert not town_policy().resident_chat_open
        approved_risk_form()
    admin.post("/first-day/publish/")
    with in_town(here):
        assert town_policy().resident_chat_open
        assert entries(filters=EntryFilters(action="tenants.chat.opened")).total == 1


def test_a_step_that_was_put_off_is_taken_up_again(here, admin) -> None:
    admin.post("/first-day/profile/", {"step": "later"})
    assert next(line for line in admin.get("/first-day/").context["board"].lines if line.key == "profile").later
    admin.post("/first-day/profile/", {"step": "now"})
    assert not next(line for line in admin.get("/first-day/").context["board"].lines if line.key == "profile").later
    assert admin.post("/first-day/nonsense/", {"step": "later"}).status_code == 404
