"""Where the browsers are; and how to get them:  python -m tests.browser.chromium"""

import os
import shutil
import subprocess
import sys

WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The same browser without the windows that nobody sees here, and without a history: pages take half the time.
SHELL = "chromium-headless-shell"


def whole() -> str | None:
    """The browser as people have it, with all that it keeps of a visit."""
    return next(filter(None, map(shutil.which, WHOLE)), None)


def quick() -> str | None:
    """The one to look at pages with: the shell, else the whole browser."""
    return shutil.which(SHELL) or whole()


def main() -> None:
    """The system's browser, else Debian's, else the one that Playwright brings."""
    if whole():
        return
    if os.getuid() == 0 and shutil.which("apt-get"):
        _from_debian()
    if not whole():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def _from_debian() -> None:
    """The shell by itself, as not every Debian has it."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ("install", "--yes", "--no-install-recommends")
    for arguments in (("update",), (*install, WHOLE[0], "fonts-liberation"), (*install, SHELL)):
        subprocess.run(["apt-get", "-qq", *arguments], check=False, env=environment)


if __name__ == "__main__":
    main()
