"""Ask whether anything that we install is known to be vulnerable.

Ends with 1 if so, and with 2 where the services that know could not be asked: not knowing is no
good news.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lock

BACKEND = Path(__file__).resolve().parent.parent
FRONTEND = BACKEND.parent / "frontend"
VULNERABLE, NOT_ASKED = 1, 2


class NotAnsweredError(Exception):
    """No answer, or none that could be read; the message is what the program said."""


@dataclass(frozen=True)
class Audit:
    """One list of packages, and how to ask about it."""

    name: str
    command: Sequence[str | Path]
    within: Path
    findings_in: Callable[[Any], list[str]]


def python_findings(report: Any) -> list[str]:
    """What pip-audit found, a line each; it passes over what the service does not know."""
    unknown = [package["name"] for package in report["dependencies"] if "skip_reason" in package]
    if unknown:
        raise NotAnsweredError(f"it does not know {unknown[0]} and {len(unknown) - 1} others")
    return [
        f"{package['name']} {package['version']}: {problem['id']}, "
        f"fixed in {', '.join(problem['fix_versions']) or 'no version yet'}"
        for package in report["dependencies"]
        for problem in package["vulns"]
    ]


def npm_findings(report: Any) -> list[str]:
    """What npm found, a line each."""
    if "vulnerabilities" not in report:
        raise NotAnsweredError(str(report.get("message", "no report came")))
    return [
        f"{name} {package['range']}: {package['severity']}"
        for name, package in report["vulnerabilities"].items()
    ]


def audits() -> list[Audit]:
    pip_audit = (sys.executable, "-m", "pip_audit", "--disable-pip", "--progress-spinner=off")
    return [
        *(
            Audit(
                f"backend/{name}.txt",
                (*pip_audit, "--format=json", f"--requirement={name}.txt"),
                BACKEND,
                python_findings,
            )
            for name in lock.NAMES
        ),
        Audit("frontend/package-lock.json", ("npm", "audit", "--json"), FRONTEND, npm_findings),
    ]


def ask(audit: Audit) -> list[str]:
    """What is known against the packages; raises `NotAnsweredError`."""
    try:
        result = subprocess.run(
            audit.command, cwd=audit.within, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise NotAnsweredError(str(error)) from error
    try:
        return audit.findings_in(json.loads(result.stdout))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        said = (result.stderr.strip() or result.stdout.strip()).splitlines()
        raise NotAnsweredError(said[-1] if said else "it said nothing") from error


def main() -> int:
    worst = 0
    for audit in audits():
        try:
            findings = ask(audit)
        except NotAnsweredError as error:
            print(f"{audit.name}: COULD NOT BE AUDITED, the service gave no answer: {error}")
            worst = worst or NOT_ASKED
            continue
        print(f"{audit.name}: {len(findings) or 'no'} known vulnerabilities")
        for finding in findings:
            print(f"  {finding}")
            worst = VULNERABLE
    if worst == NOT_ASKED:
        print("Not everything could be audited; try again where the services can be reached.")
    return worst


if __name__ == "__main__":
    sys.exit(main())
