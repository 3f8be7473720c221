"""The published description of the API."""

from io import StringIO

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command


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
        "/api/account/": {"get"},
        "/api/tokens/": {"get", "post"},
        "/api/tokens/{id}/": {"delete"},
        "/api/tickets/": {"get", "post"},
        "/api/tickets/{id}/": {"get", "put", "patch", "delete"},
        "/api/tickets/{id}/link/": {"get", "post", "delete"},
        "/api/requests/{token}/": {"get"},
        "/api/tickets/{id}/history/": {"get"},
        "/api/tickets/counts/": {"get"},
        "/api/tickets/stats/": {"get"},
        "/api/tickets/bulk/": {"post"},
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
        "search",
        "created_within",
        "resolved_within",
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
