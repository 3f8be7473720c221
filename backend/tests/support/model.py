"""Fixtures for tests that call a model's server."""

import base64
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

SERVER = Path(__file__).with_name("model_server.py")
KEY = "sk-secret-value"


@pytest.fixture(scope="session")
def model_port() -> Iterator[int]:
    """The port of a stand-in for a model's server, in a process of its own."""
    with subprocess.Popen([sys.executable, SERVER], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield int(process.stdout.readline())
        process.terminate()


class Model:
    """The stand-in as one test sees it, with a log of its own."""

    def __init__(self, port: int, settings: Any) -> None:
        self.port, self.settings = port, settings
        self.name = uuid4().hex
        settings.LLM_API_KEY = KEY
        settings.LLM_MODEL = "stand-in"
        settings.LLM_TIMEOUT = 3
        settings.LLM_EXAMPLES = 0
        self.behaves("schema")

    def behaves(self, behaviour: str, scheme: str = "http") -> None:
        self.settings.LLM_BASE_URL = f"{scheme}://127.0.0.1:{self.port}/{behaviour}/{self.name}/v1"

    def says(self, content: str) -> None:
        """Let the model answer with this exact text."""
        self.tell("say", content)

    def adds(self, **more: Any) -> None:
        """Let the server answer as usual, with these parts replaced."""
        self.tell("add", json.dumps(more))

    def tell(self, behaviour: str, what: str) -> None:
        coded = base64.urlsafe_b64encode(what.encode()).decode().rstrip("=")
        self.name = f"{self.name.partition('-')[0]}-{coded}"
        self.behaves(behaviour)

    @property
    def asked(self) -> list[dict[str, Any]]:
        """Return the bodies of all calls, oldest first."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/log/{self.name}") as response:
            return [call["body"] for call in json.load(response)]

    @property
    def headers(self) -> list[dict[str, str]]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/log/{self.name}") as response:
            calls = json.load(response)
        return [{name.lower(): value for name, value in call["headers"].items()} for call in calls]


@pytest.fixture
def model(model_port: int, settings: Any) -> Model:
    return Model(model_port, settings)
