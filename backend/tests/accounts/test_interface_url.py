"""The address that links lead to, also from commands, which know no request."""

import io
import subprocess
import sys

import local_url
import pytest
from django.conf import settings as project_settings
from django.core.management import call_command
from django.test import RequestFactory

from accounts.interface_url import interface_url


@pytest.fixture(autouse=True)
def development(settings, tmp_path):
    settings.DEBUG = True
    settings.PUBLIC_URL = settings.LOCAL_URL = None
    settings.LOCAL_URL_FILE = tmp_path / "local-url"


def test_a_command_leads_to_the_port_that_was_started_last(settings):
    assert interface_url() == "http://localhost:8000/"
    settings.LOCAL_URL_FILE.write_text("http://localhost:8111\n")
    assert interface_url() == "http://localhost:8111/"
    settings.LOCAL_URL = "http://localhost:3001"
    assert interface_url() == "http://localhost:3001/"
    settings.PUBLIC_URL = "https://www.example.com/helpdesk"
    assert interface_url() == "https://www.example.com/helpdesk/"


def test_a_request_leads_to_where_it_came(settings):
    settings.LOCAL_URL_FILE.write_text("http://localhost:8111\n")
    request = RequestFactory().get("/api/x/", HTTP_HOST="localhost:8222")
    assert interface_url(request) == "http://localhost:8222/"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"  \n"])
def test_a_damaged_file_is_none(settings, content):
    settings.LOCAL_URL_FILE.write_bytes(content)
    assert interface_url() == "http://localhost:8000/"


@pytest.mark.django_db
def test_an_invitation_leads_there_and_says_what_to_set(settings):
    settings.LOCAL_URL_FILE.write_text("http://localhost:8111\n")
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    output = io.StringIO()
    call_command("invite_agent", "ada@example.com", stdout=output)
    assert "\nhttp://localhost:8111/?invite=" in output.getvalue()
    assert "PUBLIC_URL" in output.getvalue()


def test_what_starts_the_product_leaves_its_address(monkeypatch, tmp_path):
    monkeypatch.setattr(local_url, "FILE", tmp_path / "cache" / "local-url")
    monkeypatch.setenv("PUBLIC_URL", "")
    assert local_url.remember("http://localhost:8111") == "http://localhost:8111"
    assert local_url.FILE.read_text() == "http://localhost:8111\n"
    monkeypatch.setenv("PUBLIC_URL", "http://localhost:8111/helpdesk/")
    assert local_url.remember("http://localhost:8111") == "http://localhost:8111/helpdesk/"
    assert local_url.FILE.read_text() == "http://localhost:8111/helpdesk\n"


def test_where_nothing_can_be_stored_it_starts_all_the_same(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(local_url, "FILE", tmp_path / "file" / "local-url")
    assert local_url.remember("http://localhost:8111") == "http://localhost:8111"


def test_both_read_and_write_the_same_file():
    code = (
        "import sys; sys.path.insert(0, 'scripts'); import local_url;"
        "from config import settings; print(local_url.FILE == settings.LOCAL_URL_FILE)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project_settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == "True"
