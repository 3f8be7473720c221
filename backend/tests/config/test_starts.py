"""However the product is started, wrong settings end in a sentence, as the last line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.support.serving import production_environment

pytestmark = pytest.mark.own_database

GUNICORN = "-m gunicorn config.wsgi:application --config python:config.gunicorn_conf"
PYTHON = Path(sys.executable)


def start(command, tmp_path, **values):
    environment = production_environment(
        DATABASE_URL=f"sqlite:///{tmp_path / 'db.sqlite3'}", **values
    )
    # The image's programs are on its path.
    environment["PATH"] = os.pathsep.join((str(PYTHON.parent), os.environ["PATH"]))
    return subprocess.run(
        command,
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("command", "name", "value"),
    [
        (["sh", "entrypoint.sh"], "WEB_CONCURRENCY", "two"),
        (["sh", "entrypoint.sh"], "GUNICORN_THREADS", "0"),
        ([PYTHON, *GUNICORN.split()], "ALLOWED_HOSTS", "help_desk.example.com"),
        ([PYTHON, "manage.py", "runserver"], "NUM_PROXIES", "one"),
        ([PYTHON, "scripts/prepare_database.py"], "DATABASE_STATEMENT_TIMEOUT", "10s"),
        ([PYTHON, "scripts/build_for_vercel.py"], "EMAIL_PORT", "smtp"),
    ],
)
def test_the_last_line_names_the_setting(tmp_path, command, name, value):
    result = start(command, tmp_path, **{name: value, "VERCEL": "1", "VERCEL_ENV": "development"})
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert f"{name}: " in result.stderr.strip().splitlines()[-1]
    assert not (tmp_path / "db.sqlite3").exists()
