"""`Host` headers with another port than the installation's."""

import pytest
from django.test import Client

PATHS = ("/", "/api/config/", "/admin/", "/api/auth/browser/v1/auth/session")


@pytest.fixture
def production(settings):
    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["help.example.com", "[::1]"]
    settings.PUBLIC_URL = "https://help.example.com"


def status(host, path="/api/config/", **more):
    return Client().get(path, HTTP_HOST=host, **more).status_code


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_another_port_is_refused_on_every_kind_of_address(production, path):
    assert status("help.example.com", path) not in (400, 500)
    for port in ("1", "80", "8000", "0443", "65536", "99999999999999999999"):
        assert status(f"help.example.com:{port}", path) == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    "host", ["help.example.com", "help.example.com:443", "HELP.example.com:443", "[::1]:443"]
)
def test_its_own_port_may_be_named(production, host):
    assert status(host) == 200


@pytest.mark.parametrize("path", PATHS)
def test_the_redirect_to_https_repeats_no_other_port(production, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get(path, HTTP_HOST="help.example.com")
    assert answer.headers["Location"] == f"https://help.example.com{path}"
    for port in ("1", "80", "8000", "0443"):
        answer = Client().get(path, HTTP_HOST=f"help.example.com:{port}")
        assert answer.status_code == 400
        assert "Location" not in answer.headers


@pytest.mark.django_db
def test_public_url_may_have_a_port(production, settings):
    settings.PUBLIC_URL = "http://help.example.com:3000"
    assert status("help.example.com:3000") == 200
    # As proxies pass it on that leave the port out.
    assert status("help.example.com") == 200
    assert status("help.example.com:80") == status("help.example.com:443") == 400


@pytest.mark.django_db
def test_without_public_url_the_default_port_and_the_servers_own_will_do(production, settings):
    settings.PUBLIC_URL = None
    for host in ("help.example.com", "help.example.com:80", "help.example.com:8123"):
        assert status(host, SERVER_PORT="8123") == 200
    for host in ("help.example.com:443", "help.example.com:8124"):
        assert status(host, SERVER_PORT="8123") == 400
    assert status("help.example.com:443", SERVER_PORT="8123", secure=True) == 200


@pytest.mark.django_db
def test_the_answer_says_what_to_set(production):
    answer = Client().get("/api/config/", HTTP_HOST="help.example.com:81")
    assert "PUBLIC_URL" in answer.json()["detail"]
    page = Client().get("/", HTTP_HOST="help.example.com:81")
    assert "PUBLIC_URL" in page.content.decode()
    assert "81" not in page.content.decode()


@pytest.mark.django_db
def test_development_takes_any_port_unless_public_url_names_one(settings):
    settings.DEBUG, settings.PUBLIC_URL = True, None
    assert status("localhost:3000", SERVER_PORT="8000") == 200
    settings.PUBLIC_URL = "http://localhost:3000"
    assert status("localhost:3000", SERVER_PORT="8000") == 200
    assert status("localhost:8000", SERVER_PORT="8000") == 200
    assert status("localhost:3001", SERVER_PORT="8000") == 400


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_come_by_any_port(production, path):
    assert status("10.0.0.7:8000", path) == 200
