"""The lists of packages are exact, hashed and up to date."""

import re

import pytest
from django.conf import settings

BACKEND = settings.BASE_DIR
MAKEFILE = (settings.PROJECT_DIR / "Makefile").read_text(encoding="utf-8")
NAMES = sorted(path.stem for path in BACKEND.glob("requirements*.in"))
NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


def pins(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in NAME.findall(text):
        found.setdefault(re.sub(r"[-_.]+", "-", name).lower(), set()).add(version)
    return found


def read(name: str) -> str:
    return (BACKEND / name).read_text(encoding="utf-8")


def test_there_is_a_list_for_every_in_file() -> None:
    written = re.search(r"^requirements := ((?:.*\\\n)*.*)$", MAKEFILE, re.MULTILINE)
    assert written
    assert set(written[1].replace("\\", "").split()) == set(NAMES)
    assert {path.stem for path in BACKEND.glob("requirements*.txt")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_asked_for_is_in_the_list(name: str) -> None:
    listed = pins(read(f"{name}.txt"))
    for package, versions in pins(read(f"{name}.in")).items():
        assert listed.get(package) == versions, (
            f"{package}: `make lock` brings {name}.txt up to date"
        )


@pytest.mark.parametrize("name", NAMES)
def test_every_package_is_exact_and_has_hashes(name: str) -> None:
    logical = read(f"{name}.txt").replace("\\\n", " ").splitlines()
    requirements = [line for line in logical if line.strip() and not line.lstrip().startswith("#")]
    assert requirements
    for line in requirements:
        assert NAME.match(line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line


def test_what_the_product_needs_is_the_same_where_it_is_tested() -> None:
    tested = pins(read("requirements-dev.txt"))
    for package, versions in pins(read("requirements.txt")).items():
        assert tested[package] == versions
