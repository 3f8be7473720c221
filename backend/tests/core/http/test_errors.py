"""Every error under `/api/` is JSON, whatever was sent."""

import json

import pytest
from django.conf import settings as project_settings
from django.http import HttpRequest
from django.test import Client
from django.utils.module_loading import import_string

from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def assert_detail(response, status):
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/json"
    assert isinstance(response.json()["detail"], str)


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize(
    "path",
    [
        "/api/nothing/",
        "/api/tickets/abc/",
        "/api/nothing",
        "/api/tickets/1/x/",
        "/api/%00/",
        "/api/tickets/1%0a/",
    ],
)
def test_not_found(api, settings, path, debug):
    settings.DEBUG = debug
    assert_detail(api.get(path), 404)
    assert_detail(api.post(path, {}), 404)


def test_a_missing_slash_is_added_without_losing_the_body(api, body):
    response = api.post("/api/tickets?x=1", body)
    assert response.status_code == 308
    assert response.headers["Location"] == "/api/tickets/?x=1"
    assert api.post("/api/tickets?x=1", body, follow=True).status_code == 201


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_no_token_is_asked_for_where_nothing_is(method):
    send = getattr(Client(enforce_csrf_checks=True), method)
    assert_detail(send("/api/nothing/"), 404)
    assert_detail(send("/api/nothing"), 404)
    response = send("/api/tickets")
    assert (response.status_code, response.headers["Location"]) == (308, "/api/tickets/")


def test_a_missing_token_is_told_in_json_under_the_api_and_on_a_page_elsewhere(client):
    refuse = import_string(project_settings.CSRF_FAILURE_VIEW)
    request = HttpRequest()
    request.path = request.path_info = "/api/tickets/"
    response = refuse(request, reason="no cookie")
    assert response.status_code == 403
    assert response.headers["Content-Type"] == "application/json"

    response = Client(enforce_csrf_checks=True).post("/admin/login/")
    assert response.status_code == 403
    assert response.headers["Content-Type"].startswith("text/html")


def test_method_not_allowed(api):
    assert_detail(api.delete("/api/tickets/"), 405)
    assert_detail(api.get("/api/tickets/classify/"), 405)


@pytest.mark.parametrize(
    "path", ["/api/config/", "/api/requests/x/", "/api/tickets/", "/api/account/", "/api/tokens/"]
)
def test_a_method_that_is_not_there_is_not_there_for_anyone(api, settings, path):
    settings.OPEN_ACCESS = False
    response = api.generic("TRACE", path)
    assert_detail(response, 405)
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("path", ["/api/schema/", "/api/docs/"])
def test_the_description_fails_in_json_too(client, path):
    for method in ("post", "delete", "options"):
        assert_detail(getattr(client, method)(path), 405)
    assert_detail(client.get(path, HTTP_ACCEPT="image/png"), 406)


def test_too_many_parameters(api):
    assert api.get("/api/tickets/?" + "&".join(["status=open"] * 120)).status_code == 200
    assert_detail(api.get("/api/tickets/?" + "&".join(["status=open"] * 121)), 400)


def test_too_long_a_query(api):
    longest = "a=" + "x" * 3_998
    assert api.get(f"/api/tickets/?{longest}").status_code == 200
    assert_detail(api.get(f"/api/tickets/?{longest}x"), 414)


def test_a_body_without_a_length_is_refused(client, make_ticket):
    ticket = make_ticket()
    response = client.generic(
        "PATCH",
        f"/api/tickets/{ticket.pk}/",
        content_type="application/json",
        HTTP_TRANSFER_ENCODING="chunked",
    )
    assert_detail(response, 411)


def test_unsupported_media_type(api, body):
    assert_detail(api.post("/api/tickets/", "<a/>", content_type="application/xml"), 415)
    assert_detail(api.post("/api/tickets/", body, format="multipart"), 415)


def test_not_acceptable(api):
    assert_detail(api.get("/api/tickets/", HTTP_ACCEPT="application/xml"), 406)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"title": NaN}',
        b"[" * 100_000,
        b'{"a":' * 30_000,
        b"null",
        b"[]",
        b"1",
    ],
)
def test_unreadable_json(api, data):
    response = api.post("/api/tickets/", data, content_type="application/json")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("/api/tickets/", 256),
        ("/api/tickets/classify/", 256),
        ("/api/tickets/bulk/", 256),
        ("/api/tokens/", 64),
        ("/api/auth/browser/v1/auth/login", 64),
    ],
)
def test_too_large(api, path, limit, django_user_model):
    api.force_login(django_user_model.objects.create_user("agent", is_staff=True))
    largest = b'{"x": "' + b"x" * (limit * 1024 - 9) + b'"}'
    assert api.post(path, largest, content_type="application/json").status_code in (400, 401)
    response = api.post(path, largest + b" ", content_type="application/json")
    assert_detail(response, 413)
    assert f"{limit} kB" in response.json()["detail"]


@pytest.mark.parametrize("as_escapes", [True, False])
def test_the_longest_ticket_is_not_too_large(api, body, as_escapes):
    longest = {**body, "title": "🙂" * 200, "description": "🙂" * 20_000}
    data = json.dumps(longest, ensure_ascii=as_escapes).encode()
    response = api.post("/api/tickets/", data, content_type="application/json")
    assert response.status_code == 201
    assert response.json()["description"] == longest["description"]
    path = f"/api/tickets/{response.json()['id']}/"
    assert api.patch(path, data, content_type="application/json").status_code == 200


@pytest.mark.parametrize("name", ["search", "page_size", "ordering", "cursor", "created_within"])
def test_what_can_be_given_once_is_not_given_twice(api, name):
    response = api.get(f"/api/tickets/?{name}=&{name}=")
    assert (response.status_code, list(response.json())) == (400, [name])


def test_an_unknown_parameter_changes_nothing(api, make_ticket):
    make_ticket()
    assert len(api.get("/api/tickets/?utm_source=mail&_=1&_=2").json()) == 1


def test_the_unexpected_is_logged_and_told_plainly(api, monkeypatch, caplog):
    monkeypatch.setattr("tickets.statistics.views.ticket_stats", lambda *args: 1 / 0)
    response = api.get("/api/tickets/stats/")
    assert_detail(response, 500)
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in response.content.decode()


def test_a_failure_in_the_middle_of_a_submission_leaves_nothing(api, body, monkeypatch):
    monkeypatch.setattr("tickets.models.IdempotencyKey.save", lambda *args, **kwargs: 1 / 0)
    assert_detail(api.post("/api/tickets/", body, HTTP_IDEMPOTENCY_KEY="k"), 500)
    assert not Ticket.objects.exists()


def test_outside_the_api_errors_are_pages(client, settings):
    settings.DEBUG = False
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")


def test_the_root_lists_what_there_is(api):
    assert api.get("/api/").json() == {"tickets": "http://testserver/api/tickets/"}
