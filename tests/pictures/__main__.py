"""Takes the pictures of the README in a real browser: `python -m tests.pictures PORT` while the demo runs there."""

import sys
from pathlib import Path

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
TOWNS = Path(__file__).resolve().parents[2] / "platform" / "yuimachi" / "demo" / "towns"
PASSWORD = "yuimachi-demo-2026"
QUESTION = "冬の上峰の燃えるごみはいつですか"
LARGEST_BYTES = 150_000
WIDE = {"width": 1100, "height": 760}


def main(port: int) -> None:
    """Each picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        words = ["--no-sandbox", "--disable-background-networking", "--no-first-run"]
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=words)
        _chat(browser, port)
        _staff(browser, port)
        browser.close()


def _chat(browser: Browser, port: int) -> None:
    page = browser.new_page(viewport=WIDE, locale="ja-JP")
    page.goto(f"http://kumoi.localhost:{port}/chat/")
    page.fill("#question", QUESTION)
    page.click("[data-chat-send]")
    page.wait_for_selector(".turn .sources", timeout=20_000)
    page.wait_for_timeout(500)
    _keep(page, "chat")


def _staff(browser: Browser, port: int) -> None:
    page = browser.new_page(viewport=WIDE, locale="ja-JP")
    _sign_in(page, f"http://kumoi.localhost:{port}", _mail("kumoi"))
    page.goto(f"http://kumoi.localhost:{port}/knowledge/")
    _keep(page, "knowledge")


def _mail(slug: str) -> str:
    profile = yaml.safe_load((TOWNS / slug / "profile.yaml").read_text(encoding="utf-8"))
    return str(next(person["email"] for person in profile["people"] if person["role"] == "admin"))


def _sign_in(page: Page, host: str, mail: str) -> None:
    page.goto(f"{host}/accounts/login/")
    page.fill("input[name=login]", mail)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


def _keep(page: Page, name: str) -> None:
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    if path.stat().st_size > LARGEST_BYTES:
        raise SystemExit(f"{path.name}: {path.stat().st_size} bytes, too large for the repository")


if __name__ == "__main__":
    main(int(sys.argv[1]))
