"""The audit fails on what is known, and where nothing could be learned."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import audit
import pytest

SAFE: dict[str, Any] = {"dependencies": [{"name": "a", "version": "1", "vulns": []}], "fixes": []}
KNOWN: dict[str, Any] = {
    "dependencies": [
        {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]},
        {"name": "b", "version": "1", "vulns": []},
    ]
}
UNKNOWN: dict[str, Any] = {"dependencies": [{"name": "b", "skip_reason": "not found"}]}
NPM: dict[str, Any] = {"vulnerabilities": {"x": {"range": "<2", "severity": "high"}}}


def saying(
    output: str, findings_in: Callable[[Any], list[str]] = audit.python_findings
) -> audit.Audit:
    code = f"import sys; print({output!r}); print('no route', file=sys.stderr); sys.exit(1)"
    return audit.Audit("list", (sys.executable, "-c", code), Path(), findings_in)


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ([saying(json.dumps(SAFE))], 0, "no known vulnerabilities"),
        ([saying(json.dumps(KNOWN))], 1, "a 1: PYSEC-1, fixed in 2"),
        ([saying(json.dumps(NPM), audit.npm_findings)], 1, "x <2: high"),
        ([saying("")], 2, "the service gave no answer: no route"),
        ([saying('{"message": "405"}', audit.npm_findings)], 2, "the service gave no answer: 405"),
        ([saying(json.dumps(UNKNOWN))], 2, "it does not know b and 0 others"),
        ([saying(""), saying(json.dumps(KNOWN))], 1, "PYSEC-1"),
        ([saying(json.dumps(KNOWN)), saying("")], 1, "the service gave no answer"),
        ([audit.Audit("list", ("no-such-program",), Path(), audit.npm_findings)], 2, "list"),
    ],
)
def test_verdicts(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    asked: list[audit.Audit],
    status: int,
    said: str,
) -> None:
    monkeypatch.setattr(audit, "audits", lambda: asked)
    assert audit.main() == status
    assert said in capsys.readouterr().out
