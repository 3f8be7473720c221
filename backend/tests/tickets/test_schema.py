"""The published description of the API."""

import json
import re
from io import StringIO
from uuid import uuid4

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from rest_framework.exceptions import ValidationError

from core.http.fields import LineField, TextField


@pytest.fixture(scope="module")
def generated():
    out = StringIO()
    call_command("spectacular", "--fail-on-warn", "--validate", stdout=out)
    return out.getvalue()


def test_it_is_openapi_3_1_and_covers_every_operation(generated):
    schema = yaml.safe_load(generated)
    assert schema["openapi"].startswith("3.1")
    assert {path: set(operations) for path, operations in schema["paths"].items()} == {
        "/api/config/": {"get"},
        "/api/csrf/": {"get"},
        "/api/account/": {"get"},
        "/api/tokens/": {"get", "post", "delete"},
        "/api/agents/": {"get"},
        "/api/audit-events/": {"get"},
        "/api/sessions/": {"get", "delete"},
        "/api/sessions/{id}/": {"delete"},
        "/api/tokens/{id}/": {"delete"},
        "/api/tickets/": {"get", "post"},
        "/api/tickets/{id}/": {"get", "put", "patch", "delete"},
        "/api/tickets/{id}/link/": {"get", "post", "delete"},
        "/api/requests/{token}/": {"get", "patch"},
        "/api/requests/{token}/messages/": {"get", "post"},
        "/api/markdown/": {"post"},
        "/api/saved-replies/": {"get", "post"},
        "/api/saved-replies/{id}/": {"get", "patch", "delete"},
        "/api/saved-replies/{id}/preview/": {"get"},
        "/api/messages/{id}/": {"patch", "delete"},
        "/api/messages/{id}/move/": {"post"},
        "/api/messages/{id}/undo/": {"post"},
        "/api/tickets/{id}/links/": {"get", "post"},
        "/api/tickets/{id}/links/{other}/": {"delete"},
        "/api/tickets/{id}/merge/": {"post"},
        "/api/tickets/{id}/unmerge/": {"post"},
        "/api/tickets/{id}/messages/": {"get", "post"},
        "/api/tickets/{id}/timeline/": {"get"},
        "/api/tickets/{id}/followers/": {"get", "put", "delete"},
        "/api/tickets/{id}/similar/": {"get"},
        "/api/tickets/{id}/seen/": {"put"},
        "/api/seen/": {"get"},
        "/api/pulse/": {"get"},
        "/api/pulse/leave/": {"post"},
        "/api/absence/": {"get", "put", "delete"},
        "/api/category-teams/": {"get", "patch"},
        "/api/tickets/{id}/assign/": {"post"},
        "/api/tags/": {"get", "post"},
        "/api/tags/{id}/": {"get", "patch", "delete"},
        "/api/tags/{id}/merge/": {"post"},
        "/api/teams/": {"get", "post"},
        "/api/teams/{id}/": {"get", "patch", "delete"},
        "/api/requesters/": {"get"},
        "/api/requesters/{id}/": {"get", "patch"},
        "/api/requesters/{id}/erase/": {"get", "post"},
        "/api/requesters/{id}/export/": {"get"},
        "/api/tickets/{id}/history/": {"get"},
        "/api/tickets/counts/": {"get"},
        "/api/tickets/queues/": {"get"},
        "/api/tickets/next/": {"post"},
        "/api/views/": {"get", "post"},
        "/api/views/{id}/": {"get", "patch", "delete"},
        "/api/tickets/stats/": {"get"},
        "/api/reports/": {"get"},
        "/api/tickets/bulk/": {"post"},
        "/api/tickets/erase/": {"post"},
        "/api/tickets/classify/": {"post"},
    }
    query = {
        parameter["name"]: parameter["schema"]
        for parameter in schema["paths"]["/api/tickets/"]["get"]["parameters"]
        if parameter["in"] == "query"
    }
    assert set(query) == {
        "category",
        "priority",
        "status",
        "exclude_category",
        "exclude_priority",
        "exclude_status",
        "assignee",
        "tag",
        "tag_all",
        "exclude_tag",
        "team",
        "exclude_assignee",
        "exclude_team",
        "awaiting",
        "followed",
        "folder",
        "search",
        "created_within",
        "resolved_within",
        "first_response_within",
        "assigned_within",
        "answered_within",
        "older_than",
        "requester",
        "snoozed",
        "ordering",
        "page_size",
        "cursor",
    }
    assert query["status"]["type"] == "array"
    assert query["created_within"]["maximum"] == 3660


def test_the_stored_copy_is_current(generated):
    stored = (settings.PROJECT_DIR / "docs" / "openapi.yaml").read_text(encoding="utf-8")
    assert stored == generated, (
        "run: python manage.py spectacular --file ../docs/openapi.yaml, then npm run types"
    )


def test_counts_are_narrowed_as_the_list_is(generated):
    paths = yaml.safe_load(generated)["paths"]
    parameters = paths["/api/tickets/counts/"]["get"]["parameters"]
    assert [parameter for parameter in parameters if parameter["in"] == "query"] == [
        parameter
        for parameter in paths["/api/tickets/"]["get"]["parameters"]
        if parameter["name"]
        in (
            "answered_within",
            "assigned_within",
            "assignee",
            "awaiting",
            "followed",
            "created_within",
            "older_than",
            "exclude_assignee",
            "exclude_team",
            "exclude_tag",
            "folder",
            "first_response_within",
            "requester",
            "resolved_within",
            "search",
            "snoozed",
            "tag",
            "tag_all",
            "team",
        )
    ]


def test_no_program_is_offered_what_is_personal(generated):
    for path, operations in yaml.safe_load(generated)["paths"].items():
        for method, operation in operations.items():
            personal = (
                "/api/absence/",
                "/api/account/",
                "/api/audit-events/",
                "/api/sessions/",
                "/api/tokens/",
            )
            by_admins = ("/api/category-teams/", "/api/tags/{id}/", "/api/teams/")
            is_for_admins = path.startswith(by_admins) and method != "get"
            is_for_admins |= path.endswith(("/erase/", "/export/"))
            is_personal = path.startswith(personal) or is_for_admins
            ways = [name for way in operation.get("security", ()) for name in way]
            if "cookieAuth" in ways:
                assert ("apiToken" in ways) != is_personal, path


def test_a_submitted_ticket_links_to_its_public_side(generated):
    paths = yaml.safe_load(generated)["paths"]
    for path in ("/api/tickets/", "/api/tickets/{id}/link/"):
        [link] = paths[path]["post"]["responses"]["201"]["links"].values()
        assert link["operationId"] == paths["/api/requests/{token}/"]["get"]["operationId"]


def test_patterns_of_texts_say_what_the_fields_take(generated):
    schemas = yaml.safe_load(generated)["components"]["schemas"]
    fields = schemas["TicketChangeRequest"]["properties"]
    # All of them are taken where a text may be blank.
    assert "pattern" not in json.dumps(fields["requester_name"])
    for pattern, field in (
        (fields["title"]["pattern"], LineField()),
        (fields["description"]["pattern"], TextField()),
    ):
        for number in (*range(0xD800), *range(0xE000, 0x10000)):
            try:
                is_taken = bool(field.run_validation(chr(number)))
            except ValidationError:
                is_taken = False
            assert bool(re.search(pattern, chr(number))) == is_taken, hex(number)


@pytest.mark.parametrize("text", ["", " a\tb ", "a " * 1_500, "a\x00", '"“'])
def test_any_text_is_searched_for_as_described(generated, text, client, db):
    parameters = yaml.safe_load(generated)["paths"]["/api/tickets/"]["get"]["parameters"]
    [search] = [parameter for parameter in parameters if parameter["name"] == "search"]
    assert search["schema"] == {"type": "string"}
    assert client.get("/api/tickets/", {"search": text}).status_code == 200


@pytest.mark.django_db
def test_it_is_served(client):
    response = client.get("/api/schema/")
    assert response.status_code == 200
    assert client.get("/api/schema/", HTTP_ACCEPT="application/json").status_code == 200


def test_the_docs_load_nothing_from_elsewhere(client):
    response = client.get("/api/docs/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "swagger-ui" in page
    assert "//cdn" not in page
    assert "https://" not in page.replace("https://www.w3.org", "")
    for asset in ("swagger-ui.css", "swagger-ui-bundle.js"):
        assert f"/static/drf_spectacular_sidecar/swagger-ui-dist/{asset}" in page
        served = client.get(f"/static/drf_spectacular_sidecar/swagger-ui-dist/{asset}")
        assert served.status_code == 200


@pytest.mark.parametrize("is_there", [True, False])
def test_every_address_tells_its_options(generated, admin_client, make_ticket, is_there):
    ticket = make_ticket()
    for path in yaml.safe_load(generated)["paths"]:
        identifier = uuid4() if "tokens" in path else ticket.pk if is_there else 0
        url = path.format(id=identifier, token="x", other=0)
        assert admin_client.options(url).status_code == 200, url
