"""The files for GitHub: what they run, with what rights, and whose actions."""

import re

import pytest
import yaml
from django.conf import settings

ROOT = settings.PROJECT_DIR
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def read(file):
    return yaml.safe_load(file.read_text())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_action_is_one_commit(file):
    used = [line.strip(" -") for line in file.read_text().splitlines() if "uses:" in line]
    assert used
    assert all(PINNED.fullmatch(line) for line in used), used


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_rights_are_the_least(file):
    workflow = read(file)
    assert workflow["permissions"] == {"contents": "read"}
    rights = {
        name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job
    }
    assert rights == {"codeql": {"contents": "read", "security-events": "write"}}
    assert "pull_request_target" not in file.read_text()
    assert "secrets." not in file.read_text()
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_it_runs_what_the_repository_s_own_check_runs():
    (file,) = FILES
    jobs = read(file)["jobs"]
    verbs = set(re.findall(r"^make (\S+)", (ROOT / ".ci" / "run").read_text(), re.MULTILINE))
    assert verbs <= set(jobs["make"]["strategy"]["matrix"]["verb"])
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {*jobs["make"]["strategy"]["matrix"]["verb"], "sbom"} <= targets
    assert {"codeql", "dependency-review", "sbom"} <= set(jobs)


def test_a_list_of_packages_is_not_stored():
    assert "/sbom/" in (ROOT / ".gitignore").read_text().splitlines()
