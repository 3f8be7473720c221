"""Sessions of the generated agents."""

import json
import subprocess
import sys
from collections.abc import Mapping

from bench.databases import BACKEND
from bench.workflow.generated import BUSIEST

CSRF_TOKEN = "t" * 32
# Writes the cookies of each agent's session.
SIGN_IN = """
import json
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
def cookies_of(agent):
    client = Client()
    client.force_login(agent)
    name = settings.SESSION_COOKIE_NAME
    session = f"{name}={client.cookies[name].value}"
    return f"{session}; {settings.CSRF_COOKIE_NAME}=TOKEN"
agents = User.objects.filter(pk__lte=COUNT).order_by("pk")
print(json.dumps([cookies_of(agent) for agent in agents]))
"""


def sign_in_script(count: int) -> str:
    return SIGN_IN.replace("TOKEN", CSRF_TOKEN).replace("COUNT", str(count))


def to_headers(output: str) -> list[dict[str, str]]:
    """Return the headers of the sessions that the script has written."""
    return [{"Cookie": cookies, "X-CSRFToken": CSRF_TOKEN} for cookies in json.loads(output)]


def sign_in(environment: Mapping[str, str], count: int) -> list[dict[str, str]]:
    """Return the headers of a session of each of the first agents."""
    script = sign_in_script(count)
    output = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", script],
        cwd=BACKEND,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    return to_headers(output)


def sign_in_busiest(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the headers of a session of the agent who has the most tickets."""
    [headers] = sign_in(environment, BUSIEST)
    return headers
