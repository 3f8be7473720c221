"""The names of cookies, and the origin and path of an installation."""

import re

import pytest

from config.place import Place, database_address

KEY = "a key that is long, that is nobody else's and that no file has"


def place(public_url=None, *, https_only=False, secret_key=KEY, otherwise=("", "db:5432/name")):
    return Place(public_url, https_only=https_only, secret_key=secret_key, otherwise=otherwise)


@pytest.mark.parametrize(
    ("url", "origin", "path"),
    [
        ("https://help.example.com", "https://help.example.com", ""),
        ("https://help.example.com:443", "https://help.example.com", ""),
        ("http://help.example.com:80/a", "http://help.example.com", "/a"),
        ("https://help.example.com:8443/a/b", "https://help.example.com:8443", "/a/b"),
        ("http://[::1]:8000/helpdesk", "http://[::1]:8000", "/helpdesk"),
    ],
)
def test_origin_and_path(url, origin, path):
    here = place(url)
    assert (here.origin, here.path, here.cookie_path) == (origin, path, f"{path}/")
    assert here.trusted_origins(["https://other.example.com", origin]) == [
        origin,
        "https://other.example.com",
    ]


def test_without_an_address_no_origin_is_trusted_but_those_named():
    assert place().trusted_origins(["https://a.example.com"]) == ["https://a.example.com"]
    assert place().cookie_path == "/"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (place("https://a.example.com"), place("https://a.example.com:8443")),
        (place("https://a.example.com"), place("https://a.example.com/helpdesk")),
        (place("https://a.example.com/one"), place("https://a.example.com/two")),
        (place(secret_key=KEY), place(secret_key=f"{KEY}!")),
        (place(otherwise=("", "/srv/a/db")), place(otherwise=("", "/srv/b/db"))),
        (place(otherwise=("http://localhost:3000", "x")), place(otherwise=("", "x"))),
    ],
)
def test_two_installations_have_other_names(one, other):
    assert one.cookie_name("sessionid") != other.cookie_name("sessionid")


def test_one_installation_has_the_same_names_on_all_its_machines():
    """Its replicas may reach the database by other addresses."""
    one = place("https://a.example.com", otherwise=("", "db:5432/name"))
    other = place("https://a.example.com", otherwise=("", "pooler:6432/name"))
    assert one.cookie_name("sessionid") == other.cookie_name("sessionid")


@pytest.mark.parametrize(
    ("url", "https_only", "guard"),
    [
        ("https://a.example.com", True, "__Host-"),
        ("https://a.example.com/b", True, "__Secure-"),
        ("http://a.example.com/b", False, ""),
        (None, False, ""),
    ],
)
def test_browsers_guard_them_as_far_as_they_can(url, https_only, guard):
    name = place(url, https_only=https_only).cookie_name("device")
    assert re.fullmatch(f"{guard}device_[0-9a-f]{{8}}", name)


def test_neither_key_nor_password_is_told():
    assert KEY not in repr(place())
    assert database_address("postgres://user:p%40ss@db:5432/name?x=y") == "db:5432/name"
    assert database_address("sqlite:////srv/db.sqlite3") == "//srv/db.sqlite3"


def test_probes_are_answered_over_http_here_and_at_the_root():
    patterns = place("https://a.example.com/b/c").exempt_from_redirect("healthz")
    (pattern,) = map(re.compile, patterns)
    assert pattern.search("healthz")
    assert pattern.search("b/c/healthz")
    assert not pattern.search("x/healthz")
    assert place().exempt_from_redirect("healthz") == ["^healthz$"]
