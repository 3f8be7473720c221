"""Names of devices."""

import pytest

from accounts.devices.names import BROWSERS, SYSTEMS, device_name

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)"
UNKNOWN = "An unknown device"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox on Linux",
        ),
        (f"{WINDOWS} {WEBKIT} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0", "Edge on Windows"),
        (
            f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {SAFARI} Safari/605.1.15",
            "Safari on macOS",
        ),
        (f"{IPHONE} {SAFARI} Mobile/15E148 Safari/604.1", "Safari on iOS"),
        (
            f"Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} Chrome/141.0.0.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64)", "A browser on Linux"),
        ("curl/8.5.0", "curl"),
        ("", UNKNOWN),
        ("Nothing that anybody knows", UNKNOWN),
    ],
)
def test_browser_and_system_are_named(user_agent, name):
    assert device_name(user_agent) == name


@pytest.mark.parametrize(
    "user_agent",
    [
        "Call-0123456789/1.0 visit evil.example.com/1.0",
        "\r\nBcc: somebody@example.com",
        "<script>alert(1)</script>",
        "evilbot/2.0 (+http://evil.example.com)",
        "\x00\udcff\u202e",
        "Mozilla/5.0 " + "(" * 100_000,
    ],
)
def test_nobody_puts_their_own_text_into_a_name(user_agent):
    words = {*BROWSERS.values(), *SYSTEMS.values()}
    name = device_name(user_agent)
    assert name == UNKNOWN or name in words
