"""A town lets the operator in, in a real browser: granted, entered, seen on the town's record, taken back."""

import pytest
from django.db import connection
from playwright.async_api import expect

from tenants.models import Person
from tenants.public import in_public
from tests.journeys.looking import IN_BROWSER, open_desk, press, sign_in
from tests.towns import PASSWORD, settle, test_town

pytestmark = IN_BROWSER
CONSOLE, TOWN, EMAIL = "operator.test", "kouno.test", "op@consortium.example"


@pytest.fixture
def both_sides(committed_database: None) -> None:
    """Somebody who works for the consortium, and a town's people."""
    connection.close()
    with in_public():
        Person.objects.create_user(email=EMAIL, name="協議 太郎", password=PASSWORD, is_operator=True)
    settle(test_town(0))


async def test_a_town_lets_the_operator_in_sees_what_was_opened_and_takes_it_back(both_sides) -> None:
    async with open_desk() as desk:
        desk.expected.append("status of 403")
        admin, operator = await desk.sit_down(), await desk.sit_down()
        await sign_in(admin, desk.address(TOWN, "/accounts/login/"), email="admin@town.example")
        await admin.goto(desk.address(TOWN, "/consortium/support/new/"))
        await desk.look(admin)
        await admin.select_option("#id_operator_id", index=1)
        await admin.check("input[name=scopes][value=settings]")
        await admin.fill("#id_reason", "町の情報の書き方を見てもらうため")
        await press(admin, "この範囲で許可する")
        grant = admin.url
        await sign_in(operator, desk.address(CONSOLE, "/accounts/login/"), email=EMAIL)
        await desk.look(operator)
        await operator.goto(desk.address(CONSOLE, "/support/"))
        await desk.look(operator)
        await press(operator, "甲野町に入る")
        link = await operator.get_by_role("link", name="自治体の画面へ進む").get_attribute("href")
        await operator.goto(desk.address(TOWN, "/support" + str(link).split("/support")[1]))
        await press(operator, "支援を始める")
        await expect(operator.locator(".support-band")).to_contain_text("支援のための閲覧です")
        await desk.look(operator)
        await operator.goto(desk.address(TOWN, "/settings/profile/"))
        await expect(operator.locator(".support-band")).to_contain_text("協議 太郎")
        await operator.goto(desk.address(TOWN, "/people/"))
        await expect(operator.locator("main")).to_contain_text("この支援では開けません")
        await admin.goto(grant)
        await expect(admin.locator("main table")).to_contain_text("/settings/profile/")
        await expect(admin.locator("main table")).to_contain_text("断りました")
        await desk.look(admin)
        await press(admin, "いますぐ打ち切る")
        await operator.goto(desk.address(TOWN, "/settings/profile/"))
        await expect(operator.locator("main")).to_contain_text("支援は終わりました")
