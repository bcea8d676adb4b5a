"""The browsers of the tests, found or installed by `python -m tests.browser`: Chromium, and for one walk Firefox."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
"""With which every browser test starts it."""

_OURS_OFF = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
"""Two pages behind the address bar, which each new window loads though nobody sees it."""
_PLAYWRIGHTS_OFF = (
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay",
    "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)  # fmt: skip
QUICKLY = (*FLAGS, f"--disable-features={','.join((*_OURS_OFF, *_PLAYWRIGHTS_OFF))}")
"""The same, and it opens a page in two thirds of the time. (Of two lists of features the last counts: so Playwright's
is in ours.)"""

SHELL = "chromium-headless-shell"
"""Chromium without the windows, menus and address bar that no test sees: on the processor, two thirds of the time."""
COMMANDS = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
ADVICE = (
    "marked-copy: the browser tests need Chromium, and it could not be installed: install Chromium or Chrome "
    "(sudo apt-get install chromium), or set CHROMIUM to its path, then run this again."
)
FIREFOX_COMMANDS = ("firefox-esr", "firefox")
FIREFOX_APPLICATION = Path("/Applications/Firefox.app/Contents/MacOS/firefox")
FIREFOX_ADVICE = (
    "marked-copy: one of the browser tests needs Firefox, and it could not be installed: install it "
    "(sudo apt-get install firefox-esr), or set FIREFOX to its path, then run this again."
)


def find_chromium() -> Path | None:
    """The first Chromium or Chrome here that starts: $CHROMIUM, one of the system, or Playwright's own."""
    if named := os.environ.get("CHROMIUM"):
        return Path(named) if _starts(Path(named)) else None
    installed = [Path(path) for name in COMMANDS if (path := shutil.which(name))]
    if found := next((path for path in (*installed, *APPLICATIONS) if _starts(path)), None):
        return found
    if not _driver_starts():
        return None
    with sync_playwright() as playwright:
        downloaded = Path(playwright.chromium.executable_path)
    return downloaded if _starts(downloaded) else None


def find_firefox() -> Path | None:
    """The first Firefox here that starts: $FIREFOX, or one of the system."""
    if named := os.environ.get("FIREFOX"):
        return Path(named) if _starts(Path(named)) else None
    installed = (Path(path) for name in FIREFOX_COMMANDS if (path := shutil.which(name)))
    return next((path for path in (*installed, FIREFOX_APPLICATION) if _starts(path)), None)


def install_firefox() -> None:
    """Install Firefox as a package, on Debian. (Ubuntu's is a snap. There is no build that Playwright could bring.)"""
    if _may_install() and _distribution() == "debian":
        _run("apt-get", "update")
        _run("apt-get", "install", "-y", "firefox-esr")


def install_chromium() -> None:
    """Install Chromium as a package where we may, else the build that Playwright downloads for this user."""
    may_install = _may_install()
    if may_install and _distribution() == "debian":
        _run("apt-get", "update")
        # A Chromium that is there must go on to the same version, or it would be in the way.
        beside = ["chromium"] if shutil.which("chromium") else []
        # A minimal system lacks libatomic, which Playwright's driver needs.
        _run("apt-get", "install", "-y", SHELL, "libatomic1", *beside)
        if find_chromium() is None:
            _run("apt-get", "install", "-y", "chromium", "libatomic1")
    else:
        # Ubuntu's package is a snap, which does not run in a container: Playwright brings the libraries too.
        libraries = ["--with-deps"] if may_install else []
        _run(sys.executable, "-m", "playwright", "install", *libraries, "chromium")


def _may_install() -> bool:
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _run(*command: str) -> None:
    # Whether it worked is seen by whether Chromium starts, and main says so.
    subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )


def _driver_starts() -> bool:
    return _starts(sys.executable, "-m", "playwright")


def _starts(*command: str | Path) -> bool:
    try:
        done = subprocess.run([*command, "--version"], capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release()["ID"]
    except (OSError, KeyError):
        return ""


def main() -> int:
    if "CHROMIUM" not in os.environ and not (_ready() and _is_quick()):
        print("marked-copy: installing Chromium", file=sys.stderr)
        install_chromium()
    if find_firefox() is None and "FIREFOX" not in os.environ:
        print("marked-copy: installing Firefox", file=sys.stderr)
        install_firefox()
    missing = [
        advice
        for advice, is_here in ((ADVICE, _ready()), (FIREFOX_ADVICE, find_firefox() is not None))
        if not is_here
    ]
    print("\n".join(missing), end="\n" if missing else "", file=sys.stderr)
    return 1 if missing else 0


def _is_quick() -> bool:
    """Whether the quickest Chromium that can be had here is there."""
    return shutil.which(SHELL) is not None or not (_may_install() and _distribution() == "debian")


def _ready() -> bool:
    return find_chromium() is not None and _driver_starts()


if __name__ == "__main__":
    sys.exit(main())
