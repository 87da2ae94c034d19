"""Where the browser is; and how to get one:  python -m tests.browser.chromium"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def installed() -> str | None:
    """The system's own browser, if it has one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def main() -> None:
    """The system's browser, else Debian's, else the one that Playwright brings."""
    if installed():
        return
    if os.getuid() == 0 and shutil.which("apt-get"):
        _from_debian()
    if not installed():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def _from_debian() -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation"]
    for arguments in (["update"], install):
        subprocess.run(["apt-get", "-qq", *arguments], check=False, env=environment)


if __name__ == "__main__":
    main()
