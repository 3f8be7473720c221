"""Find a Chromium for the browser tests, or install one.

Print its path, or run the command after `--` with CHROMIUM_PATH set.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import debian
import processes

FRONTEND = Path(__file__).resolve().parent.parent.parent / "frontend"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPLICATIONS = ("Chromium", "Google Chrome")
# Without a font that has the letters and signs of a page, its pictures show boxes.
PACKAGES = (
    "chromium",
    "fonts-dejavu-core",
    "fonts-droid-fallback",
    "fonts-noto-color-emoji",
    "fonts-noto-core",
)
DOWNLOAD_SECONDS = 600


def installed_browsers() -> Iterator[Path]:
    for name in NAMES:
        if path := shutil.which(name):
            yield Path(path)
    for name in MAC_APPLICATIONS:
        yield Path(f"/Applications/{name}.app/Contents/MacOS/{name}")


def playwright_browsers() -> Iterator[Path]:
    caches = [
        Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or "."),
        Path.home() / ".cache" / "ms-playwright",
        Path.home() / "Library" / "Caches" / "ms-playwright",
    ]
    for cache in caches:
        for pattern in ("chrome-linux*/chrome", "chrome-mac*/*.app/Contents/MacOS/*"):
            yield from sorted(cache.glob(f"chromium-*/{pattern}"), reverse=True)


def starts(browser: Path) -> bool:
    try:
        result = subprocess.run(
            [browser, "--version"], capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0


def download_with_playwright() -> None:
    npx = shutil.which("npx")
    if npx is None or not (FRONTEND / "node_modules" / "playwright-core").is_dir():
        return
    print("Downloading Playwright's Chromium", file=sys.stderr, flush=True)
    try:
        subprocess.run(
            [npx, "--no-install", "playwright", "install", "chromium"],
            cwd=FRONTEND,
            capture_output=True,
            timeout=DOWNLOAD_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return


def find_browser() -> Path | None:
    if named := os.environ.get("CHROMIUM_PATH"):
        return Path(named) if starts(Path(named)) else None
    for browser in (*installed_browsers(), *playwright_browsers()):
        if starts(browser):
            return browser
    download_with_playwright()
    for browser in playwright_browsers():
        if starts(browser):
            return browser
    if debian.can_install() and debian.install(PACKAGES):
        return next(filter(starts, installed_browsers()), None)
    return None


def main(arguments: Sequence[str]) -> int:
    browser = find_browser()
    if browser is None:
        named = os.environ.get("CHROMIUM_PATH")
        print(
            f"CHROMIUM_PATH={named} does not start: name a Chromium, or unset it."
            if named
            else "No Chromium was found or could be installed: install one, or name it with "
            "CHROMIUM_PATH.",
            file=sys.stderr,
        )
        return 1
    if not arguments:
        print(browser)
        return 0
    command = arguments[1:] if arguments[0] == "--" else arguments
    processes.interrupt_on_termination()
    try:
        environment = {**os.environ, "CHROMIUM_PATH": str(browser)}
        return processes.run_to_end(command, environment=environment)
    except KeyboardInterrupt:
        return processes.INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
