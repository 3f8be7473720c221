"""Names of devices, for people."""

from functools import lru_cache

from ua_parser import parse

# Of a longer header the rest says nothing more, and parsing it takes time.
MAX_LENGTH = 300
# Anybody chooses this header, and some of the parser's rules copy words from it. Only known names
# get into mails and lists, so that nobody puts a text or an address of theirs there.
BROWSERS = {
    "Android": "Android browser",
    "Chrome": "Chrome",
    "Chrome Mobile": "Chrome",
    "Chrome Mobile WebView": "Chrome",
    "Chrome Mobile iOS": "Chrome",
    "Chromium": "Chromium",
    "DuckDuckGo Mobile": "DuckDuckGo",
    "Edge": "Edge",
    "Edge Mobile": "Edge",
    "Firefox": "Firefox",
    "Firefox Mobile": "Firefox",
    "Firefox iOS": "Firefox",
    "HeadlessChrome": "Chrome",
    "IE": "Internet Explorer",
    "Mobile Safari": "Safari",
    "Mobile Safari UI/WKWebView": "Safari",
    "Opera": "Opera",
    "Opera Mobile": "Opera",
    "Python Requests": "Python",
    "Safari": "Safari",
    "Samsung Internet": "Samsung Internet",
    "Vivaldi": "Vivaldi",
    "Yandex Browser": "Yandex Browser",
    "curl": "curl",
}
SYSTEMS = {
    "Android": "Android",
    "Chrome OS": "ChromeOS",
    "Debian": "Linux",
    "Fedora": "Linux",
    "FreeBSD": "FreeBSD",
    "Linux": "Linux",
    "Mac OS X": "macOS",
    "Ubuntu": "Linux",
    "Windows": "Windows",
    "iOS": "iOS",
}


@lru_cache(maxsize=256)
def name_of(user_agent: str) -> str:
    parsed = parse(user_agent)
    browser = BROWSERS.get(parsed.user_agent.family) if parsed.user_agent else None
    system = SYSTEMS.get(parsed.os.family) if parsed.os else None
    if browser and system:
        return f"{browser} on {system}"
    if system:
        return f"A browser on {system}"
    return browser or "An unknown device"


def device_name(user_agent: str) -> str:
    """Return a name such as "Firefox on Linux", made of a `User-Agent` header."""
    return name_of(user_agent[:MAX_LENGTH])
