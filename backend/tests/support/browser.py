"""A browser of a served product, behind a proxy that ends TLS."""

import json
import subprocess
import sys
from http.cookies import SimpleCookie
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings

from tests.support.serving import Answer, Server, production_environment

HOST = "help.example.com"
BASE = "/api/auth/browser/v1/"
PASSWORD = "correct horse battery"
addresses = count(1)


def run_python(folder: Path, code: str, **values: str) -> str:
    """Run code in the product, on the database in the folder; return its output."""
    environment = production_environment(
        DATABASE_URL=f"sqlite:///{folder / 'db.sqlite3'}", LOG_LEVEL="WARNING", **values
    )
    result = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def make_agents(folder: Path, **numbers: int) -> None:
    """Store agents of each kind: `known`, `inactive`, `passwordless`, called by kind and number."""
    run_python(
        folder,
        f"""
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from accounts.agents.invitations import create_agent
password = make_password({PASSWORD!r})
for kind, number in {numbers!r}.items():
    for index in range(number):
        user = create_agent(f"{{kind}}{{index}}@example.com")
        if kind != "passwordless":
            user.password = password
        user.is_active = kind != "inactive"
        user.save()
""",
    )


class Visitor:
    """Somebody with cookies and a network address of their own."""

    def __init__(self, server: Server, address: str | None = None) -> None:
        number = next(addresses)
        self.server = server
        self.address = address or f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"
        self.cookies: dict[str, str] = {}

    @property
    def token(self) -> str:
        """The CSRF token; the cookie's name ends with some digits of the installation."""
        return next((v for name, v in self.cookies.items() if "csrftoken" in name), "")

    def send(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> Answer:
        answer = self.server.ask(
            path,
            method,
            body,
            **{
                "Host": HOST,
                "X_Forwarded_Proto": "https",
                "X_Forwarded_For": self.address,
                "Origin": f"https://{HOST}",
                "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
                "X_CSRFToken": self.token,
                **headers,
            },
        )
        for name, value in answer.headers:
            if name.lower() == "set-cookie":
                for key, morsel in SimpleCookie(value).items():
                    self.cookies[key] = morsel.value
        return answer

    def call(self, path: str, **values: Any) -> Answer:
        """Send values to the sign-in library."""
        if not self.token:
            self.send("/api/csrf/")
        body = json.dumps(values).encode()
        return self.send(f"{BASE}{path}", "POST", body, Content_Type="application/json")
