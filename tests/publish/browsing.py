"""Debian's Chromium as the browser tests drive it: from the disk, without a network."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Browser, Page

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


class Visit:
    """One page, with all that it asked of the network and said to the console.

    It is opened at `fragment`; the script `without` runs first, to take from the browser what an
    older one does not have.
    """

    def __init__(
        self,
        browser: Browser,
        file: Path,
        fragment: str = "",
        /,
        **context: object,
    ) -> None:
        settings = {"viewport": {"width": 1440, "height": 900}, "offline": True, **context}
        without = str(settings.pop("without", ""))
        self.page: Page = browser.new_context(**settings).new_page()  # type: ignore[arg-type]
        self.page.set_default_timeout(10_000)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        if without:
            self.page.add_init_script(without)
        self.page.goto(f"{file.as_uri()}{fragment}")
        self.file = file

    def _note(self, url: str) -> None:
        """Keep what was asked for; a `blob:` is what the page made itself, as for its worker."""
        if not url.startswith("blob:"):
            self.requests.append(url)

    def assert_quiet(self) -> None:
        """The page asked for nothing but itself, and nothing was complained of."""
        assert self.requests == [self.file.as_uri()], self.requests
        assert self.complaints == [], self.complaints
