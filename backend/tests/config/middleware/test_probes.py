"""`/healthz` and `/readyz`."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder


def test_alive(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready(client):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_probes_come_by_address_whatever_the_names(client, settings):
    settings.ALLOWED_HOSTS = ["help.example.com"]
    for path in ("/healthz", "/readyz"):
        assert client.get(path, HTTP_HOST="127.0.0.1:8000").status_code == 200
    assert client.get("/api/config/", HTTP_HOST="127.0.0.1:8000").status_code == 400


@pytest.mark.django_db
def test_not_ready_with_a_database_of_an_older_release(client):
    applied = MigrationRecorder(connection).migration_qs
    applied.filter(app="tickets").delete()
    applied.create(app="tickets", name="0001_initial")
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"status": "migrations pending"})


@pytest.mark.django_db
def test_not_ready_before_the_migrations(client):
    MigrationRecorder(connection).migration_qs.filter(app="tickets").delete()
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"status": "migrations pending"})


def test_not_ready_without_a_database(client, monkeypatch):
    def refuse(connection):
        raise OperationalError("connection refused to db.internal")

    monkeypatch.setattr("config.middleware.probes.MigrationExecutor", refuse)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"status": "database unavailable"})
    assert client.get("/healthz").status_code == 200
