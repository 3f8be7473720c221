"""The place of an installation in the web: its path, its origin, and the names of its cookies.

Browsers send a cookie to every port of a host, and to every path below the cookie's. So the names
of ours tell installations apart: two on one host would else sign each other's people out.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from urllib.parse import urlsplit

DEFAULT_PORTS = {"http": "80", "https": "443"}
MARK_LENGTH = 8


def database_address(url: str) -> str:
    """Return host, port and name of a database, without the credentials of its URL."""
    parts = urlsplit(url)
    return f"{parts.netloc.rpartition('@')[2]}{parts.path}"


@dataclass(frozen=True)
class Place:
    """The address of an installation: `PUBLIC_URL`, or whatever address reaches it.

    `otherwise` tells installations without a `PUBLIC_URL` apart.
    """

    public_url: str | None
    https_only: bool
    secret_key: str = field(repr=False)
    otherwise: tuple[str, ...]

    @property
    def path(self) -> str:
        """The path without a slash at its end; empty for a domain of its own."""
        return urlsplit(self.public_url or "").path

    @property
    def origin(self) -> str:
        """The origin as browsers send it: without the scheme's own port."""
        url = urlsplit(self.public_url or "")
        port = f":{DEFAULT_PORTS.get(url.scheme)}"
        return f"{url.scheme}://{url.netloc.removesuffix(port)}"

    @property
    def cookie_path(self) -> str:
        return f"{self.path}/"

    def cookie_name(self, name: str) -> str:
        """Return a cookie's name here; over https, browsers guard it by its beginning."""
        guard = ("__Secure-" if self.path else "__Host-") if self.https_only else ""
        return f"{guard}{name}_{self.mark}"

    @property
    def mark(self) -> str:
        """Some digits that stay the same on all machines of the installation."""
        known_by = (self.public_url,) if self.public_url else self.otherwise
        text = "\n".join(("config.place", *known_by)).encode()
        return hmac.new(self.secret_key.encode(), text, hashlib.sha256).hexdigest()[:MARK_LENGTH]

    def trusted_origins(self, others: list[str]) -> list[str]:
        """Return the origins whose changes are taken, whatever a proxy makes of `Host`."""
        own = [self.origin] if self.public_url else []
        return [*own, *(origin for origin in others if origin not in own)]

    def exempt_from_redirect(self, *paths: str) -> list[str]:
        """Return patterns of paths, here and at the root of the server, as probes ask for them."""
        below = f"({self.path.removeprefix('/')}/)?" if self.path else ""
        return [f"^{below}{path}$" for path in paths]
