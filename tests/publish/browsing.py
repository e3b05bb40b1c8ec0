"""Debian's Chromium as the browser tests drive it: from the disk, without a network."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Chromium refuses to run as root inside its sandbox.
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]
# Where a page waits for its next visit: to start one takes longer than any visit.
_IDLE = "about:blank#idle"
NASTY = [
    "<img src=x onerror=\"document.title='run'\">",
    "<script>document.title='run'</script>",
    "</script><script>document.title='run'</script>",
    '"><svg onload="document.title=\'run\'">',
    "javascript:document.title='run'",
    "<a href='https://example.org/'>href</a>",
    "{{constructor.constructor('document.title=1')()}}",
    "&lt;b&gt; *gras* _b_ <b>gras</b>",
    "\u2028\u2029\u202e<!-- -->",
]


@contextmanager
def browsing() -> Iterator[Browser]:
    """Chromium, where it is; in CI it must be."""
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is missing; install Debian's chromium")
        pytest.skip(f"{CHROMIUM} IS MISSING: THE PAGES WERE NOT TESTED IN A BROWSER")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Visit:
    """One page, with all that it asked of the network and said to the console.

    It is opened at `fragment`; the script `without` runs first, to take from the browser what an
    older one does not have. What `context` sets besides the size and the colours, and what a test
    does to the browser itself, makes a page of its own (`is_own`), which nobody visits again.
    """

    def __init__(
        self,
        browser: Browser,
        file: Path,
        fragment: str = "",
        /,
        *,
        viewport: dict[str, int] | None = None,
        color_scheme: str = "light",
        without: str = "",
        **context: object,
    ) -> None:
        size: Any = viewport or {"width": 1440, "height": 900}
        scheme: Any = color_scheme
        self.is_own = bool(context or without)
        idle = (
            [] if self.is_own else [p for c in browser.contexts for p in c.pages if p.url == _IDLE]
        )
        if idle:
            self.page: Page = idle[0]
            self.page.set_viewport_size(size)
            self.page.emulate_media(media="null", color_scheme=scheme)
        else:
            settings: Any = {"viewport": size, "color_scheme": scheme, "offline": True, **context}
            self.page = browser.new_context(**settings).new_page()
        self.page.set_default_timeout(30_000)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._heard: dict[Any, Any] = {
            "request": lambda request: self._note(request.url),
            "pageerror": lambda error: self.complaints.append(str(error)),
            "console": lambda message: self.complaints.append(message.text),
            "dialog": lambda dialog: self.complaints.append(dialog.message),
        }
        for event, hear in self._heard.items():
            self.page.on(event, hear)
        if without:
            self.page.add_init_script(without)
        self.page.goto(f"{file.as_uri()}{fragment}")
        self.file = file

    def close(self) -> None:
        """Leave the page to the next visit as it was before this one."""
        if self.is_own:
            self.page.context.close()
            return
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        for event, hear in self._heard.items():
            self.page.remove_listener(event, hear)
        self.page.mouse.move(0, 0)
        self.page.goto(_IDLE)

    def _note(self, url: str) -> None:
        """Keep what was asked for; a `blob:` is what the page made itself, as for its worker."""
        if not url.startswith("blob:"):
            self.requests.append(url)

    def assert_quiet(self) -> None:
        """The page asked for nothing but itself, and nothing was complained of."""
        assert self.requests == [self.file.as_uri()], self.requests
        assert self.complaints == [], self.complaints
