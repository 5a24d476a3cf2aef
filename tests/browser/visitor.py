"""Somebody at a screen: logs in as a demo account, reads, and hears what the browser complains of."""

from __future__ import annotations

from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize

from accounts.demo import DEMO_PASSWORD

from .shapes import Read, Theme

SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1440, "height": 900},
}
#: The browser calls an answer to a faulty form an error; it is none.
FAULTY_FORM = "status of 422"


class Visitor:
    """One browser of one person; `page` is what they see, `read` what the accessibility rules have seen of any page."""

    def __init__(
        self, browser: Browser, server: str, read: Read, *, screen: str = "desktop", has_script: bool = True
    ) -> None:
        self.server = server
        self.read = read
        self.screen = screen
        self.context = browser.new_context(
            base_url=server,
            viewport=SIZES[screen],
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            reduced_motion="reduce",
            java_script_enabled=has_script,
        )
        self.context.set_default_timeout(15_000)
        self.complaints: list[str] = []
        self.seen_at: tuple[ViewportSize, str] | None = None
        self.page: Page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))

    def log_in(self, username: str) -> Page:
        """Log in as a demo account by the form, as everybody does."""
        self.page.goto("/login/")
        self.page.get_by_label("Brugernavn").fill(username)
        self.page.get_by_label("Adgangskode").fill(DEMO_PASSWORD)
        self.page.get_by_role("button", name="Log ind").click()
        self.page.wait_for_url(lambda url: "/login/" not in url)
        return self.page

    def enter(self, session: str) -> None:
        """Be somebody who has logged in, by their cookie."""
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.server}])

    def turn_to(self, size: ViewportSize, theme: Theme) -> None:
        """The same page on another screen, in another theme."""
        if self.seen_at != (size, theme):
            self.page.set_viewport_size(size)
            self.page.emulate_media(color_scheme=theme)
            self.seen_at = size, theme

    def scrolls_sideways(self) -> bool:
        """Whether the page is wider than the screen."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and FAULTY_FORM not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")
