"""Requests through proxies, in order and out of it."""

import secrets

import pytest

from core.installation import proxy
from core.installation.asking import Asker
from tests.support.bad_proxy import bad_proxy
from tests.support.serving import gunicorn

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("installation")]

KEY = secrets.token_urlsafe(50)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with gunicorn(
        tmp_path_factory.mktemp("installation"),
        DJANGO_SECRET_KEY=KEY,
        HTTPS_ONLY="False",
        NUM_PROXIES="1",
    ) as running:
        yield running


@pytest.fixture
def check(settings):
    """Check an address as the same installation; return the texts by their status."""
    settings.SECRET_KEY = KEY
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}

    def check(url):
        texts: dict[str, list[str]] = {"ok": [], "warning": [], "problem": []}
        for finding in proxy.check(Asker(f"{url}/")):
            texts[finding.status].append(finding.text)
            assert KEY not in finding.text
            assert "secret-word" not in finding.text
        return texts

    return check


FAULTS = {
    "small bodies": "client_max_body_size 1m",
    "few methods": "let the proxy pass this method on",
    "elsewhere": "not by this installation",
    "away": "start TicketFlow where the proxy expects it",
    "redirect": "name the address that it leads to",
    "other host": "proxy_set_header Host $http_host",
    "no port": "with its port",
    "no cookies": "cookies do not arrive",
    "believes anybody": "clients can choose their own address",
    "says https": "http arrives as https",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_named_with_its_remedy(check, server, fault):
    with bad_proxy(server.port, fault) as port:
        found = check(f"http://127.0.0.1:{port}")
    assert any(FAULTS[fault] in text for text in found["problem"]), found


def test_nothing_is_wrong_with_a_good_one(check, server):
    with bad_proxy(server.port, "") as port:
        found = check(f"http://127.0.0.1:{port}")
        assert (found["problem"], found["warning"]) == ([], [])
        assert found["ok"] == [
            f"Host arrives as 127.0.0.1:{port}",
            "http arrives as such",
            "our address arrives as 127.0.0.1, and no other that is claimed",
            "cookies arrive",
            "a body of 250 kB arrives",
        ]


def test_what_it_adds_for_itself_is_told(check, server):
    with bad_proxy(server.port, "own authorization") as port:
        found = check(f"http://127.0.0.1:{port}")
    assert any("Authorization (Basic)" in text for text in found["warning"])


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://127.0.0.1:1", "nothing listens there"),
        ("http://no-such-host.invalid", "its name is unknown here"),
        ("https://127.0.0.1:{port}", "does not speak TLS"),
    ],
)
def test_an_address_that_does_not_answer_is_told(check, address, reason):
    with bad_proxy(1, "away") as port:
        found = check(address.format(port=port))
    assert len(found["problem"]) == 1
    assert reason in found["problem"][0]


def test_another_key_is_another_installation(check, server, settings):
    settings.SECRET_KEY = secrets.token_urlsafe(50)
    (problem,) = check(f"http://127.0.0.1:{server.port}")["problem"]
    assert "the same DJANGO_SECRET_KEY" in problem


def test_without_a_proxy_nobody_may_be_believed(check, server):
    found = check(f"http://127.0.0.1:{server.port}")
    assert any("set NUM_PROXIES=0" in text for text in found["problem"])


@pytest.mark.parametrize("believed", [0, 2])
def test_another_number_of_proxies_is_told(check, server, settings, believed):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": believed}
    with bad_proxy(server.port, "") as port:
        found = check(f"http://127.0.0.1:{port}")
    assert any("set NUM_PROXIES=1" in text for text in found["problem"])


def test_over_http_nobody_signs_in_where_only_https_is_served(check, server, settings):
    settings.HTTPS_ONLY = True
    with bad_proxy(server.port, "") as port:
        found = check(f"http://127.0.0.1:{port}")
    assert any("HTTPS_ONLY" in text for text in found["problem"])
