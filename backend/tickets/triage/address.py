"""The address of the chat API, as people copy it from all kinds of places."""

import ipaddress
import re
from collections.abc import Iterator
from importlib.util import find_spec
from urllib.request import getproxies, proxy_bypass

import httpx2

DEFAULT_ADDRESS = "https://api.openai.com/v1"
# An address copied whole from an example. Others may end so, and are tried as they are first.
ENDPOINT = re.compile(r"/(?:chat/completions|completions|responses)/*$")
VERSION = re.compile(r"/v\d\w*(?:/|$)|/deployments/")
MAX_CANDIDATES = 5


class ProxyError(ValueError):
    """The proxy that the environment names cannot be used."""


def base_url(configured: str | None) -> httpx2.URL:
    """Return the address without the endpoint's own path; its query stays."""
    url = httpx2.URL(configured or DEFAULT_ADDRESS)
    return url.copy_with(path=ENDPOINT.sub("", url.path).rstrip("/") or "/", fragment=None)


def candidate_paths(url: httpx2.URL, model: str) -> list[str]:
    """Return the paths below which the API may be, the configured one first.

    A path with a version is meant as it is. To others, what most servers have is added.
    """
    path = url.path.rstrip("/")
    if VERSION.search(path):
        return [path]
    return list(dict.fromkeys(guess_paths(path, model, is_azure="api-version" in url.params)))[
        :MAX_CANDIDATES
    ]


def guess_paths(path: str, model: str, *, is_azure: bool) -> Iterator[str]:
    yield path
    if is_azure:
        yield f"{path.removesuffix('/openai')}/openai/deployments/{model}"
    yield f"{path}/v1"
    while path:
        path = path.rpartition("/")[0]
        yield f"{path}/v1"
    yield from ("/api/v1", "/openai/v1")


def chat_url(url: httpx2.URL, path: str) -> httpx2.URL:
    """Return the address for a path, which a redirect may have told whole."""
    if ENDPOINT.search(path):
        return url.copy_with(path=path)
    return url.copy_with(path=f"{path}/chat/completions")


def is_gateway_of_azure(url: httpx2.URL) -> bool:
    return "api-version" in url.params or url.host.endswith((".azure.com", ".azure-api.net"))


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def is_in_network(host: str, entry: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")) in ipaddress.ip_network(entry, strict=False)
    except ValueError:
        return False


def find_proxy(url: httpx2.URL) -> httpx2.Proxy | None:
    """Return the proxy that the environment names for an address.

    None for this machine itself, which no proxy elsewhere can reach. Raise `ProxyError` for one
    that cannot be used: going without it could be what it is there to prevent.
    """
    proxies = getproxies()
    named = proxies.get(url.scheme) or proxies.get("all")
    exceptions = [entry.strip() for entry in proxies.get("no", "").split(",")]
    if (
        not named
        or is_loopback(url.host)
        or proxy_bypass(url.host)
        or any(is_in_network(url.host, entry) for entry in exceptions)
    ):
        return None
    # GNOME writes "socks", others "socks4a": today's servers speak version 5.
    address = re.sub(r"^socks://", "socks5://", named if "://" in named else f"http://{named}")
    if address.startswith("socks") and find_spec("socksio") is None:
        raise ProxyError("socksio is not installed")
    try:
        return httpx2.Proxy(address)
    except (ValueError, httpx2.InvalidURL) as error:
        raise ProxyError(f"{type(error).__name__}: not the address of a proxy") from None
