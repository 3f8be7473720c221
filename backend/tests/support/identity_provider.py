"""An OpenID Connect provider on a port of this machine, honest until told otherwise."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "ticketflow", "hush"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
DISCOVERY, TOKEN, USERINFO, KEYS = (
    "/.well-known/openid-configuration",
    "/token",
    "/userinfo",
    "/keys",
)
SILENCE = 60


@dataclass
class Provider:
    """The provider; `behaviours` and `bodies` are by path, what is not there is honest.

    Behaviours: `silent`, `drip` (a byte at a time), `drop` (closes without an answer), `loop`
    (redirects to itself), `elsewhere` (redirects to another server), `moved` (redirects to the
    honest description of a person).
    """

    url: str = ""
    behaviours: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    configuration: dict[str, Any] = field(default_factory=dict)
    key: Any = KEY
    headers: dict[str, Any] = field(default_factory=lambda: {"kid": "1"})
    algorithm: str = "RS256"
    asked: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)

    def body(self, path: str) -> Any:
        person = {"sub": "42", "email": "agent@example.com", "email_verified": True}
        if path == DISCOVERY:
            addresses = {
                "authorization_endpoint": "/authorize",
                "token_endpoint": TOKEN,
                "userinfo_endpoint": USERINFO,
                "jwks_uri": KEYS,
            }
            return {
                "issuer": self.url,
                **{name: f"{self.url}{address}" for name, address in addresses.items()},
                **self.configuration,
            }
        if path == KEYS:
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            return {"keys": [{**key, "kid": "1", "use": "sig", "alg": "RS256"}]}
        if path == USERINFO:
            return {**person, **self.userinfo}
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 60,
            **person,
            **self.claims,
        }
        if self.algorithm == "none":
            parts = ({"alg": "none", "typ": "JWT", **self.headers}, claims)
            token = ".".join(
                base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
                for part in parts
            )
            token += "."
        else:
            token = jwt.encode(claims, self.key, algorithm=self.algorithm, headers=self.headers)
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": token}

    def settings(self) -> dict[str, Any]:
        """Return the setting of the app."""
        return {
            "provider_id": "oidc",
            "name": "Example account",
            "client_id": CLIENT_ID,
            "secret": CLIENT_SECRET,
            "settings": {"server_url": self.url},
        }


def handler_for(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            provider.asked.append(path)
            if length := int(self.headers.get("Content-Length") or 0):
                provider.forms.append(self.rfile.read(length).decode())
            match provider.behaviours.get(path) or provider.behaviours.get("*"):
                case "silent":
                    time.sleep(SILENCE)
                case "drip":
                    self.drip()
                case "drop":
                    self.close_connection = True
                case "loop":
                    self.redirect(self.path)
                case "moved":
                    self.redirect(USERINFO)
                case "elsewhere":
                    other = provider.url.replace("127.0.0.1", "localhost")
                    self.redirect(f"{other}{self.path}?elsewhere")
                case _:
                    self.answer(path)

        do_POST = do_GET  # noqa: N815 - the base class has chosen the name

        def drip(self) -> None:
            with suppress(OSError):
                for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 10_000:
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.05)

        def redirect(self, target: str) -> None:
            self.send_response(302)
            self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def answer(self, path: str) -> None:
            status, kind, body = provider.bodies.get(path) or (
                200,
                "application/json",
                json.dumps(provider.body(path)).encode(),
            )
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    return Handler


@contextmanager
def identity_provider() -> Iterator[Provider]:
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(provider))
    server.daemon_threads = True
    server.block_on_close = False
    provider.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
