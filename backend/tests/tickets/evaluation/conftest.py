"""Fixtures for tests of `evaluate_classifier`."""

import csv

import pytest

from tests.support.evaluation import COLUMNS, FakeModel
from tickets.management.commands import evaluate_classifier


@pytest.fixture
def fake_model(monkeypatch, settings):
    settings.LLM_MODEL = "test-model"
    fake_model = FakeModel()
    monkeypatch.setattr(evaluate_classifier, "ask", lambda description: fake_model.ask(description))
    monkeypatch.setattr(evaluate_classifier, "is_configured", lambda: True)
    return fake_model


@pytest.fixture
def write(tmp_path):
    def write(rows, columns=COLUMNS):
        path = tmp_path / "labelled.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([columns, *rows])
        return path

    return write


@pytest.fixture
def report(tmp_path):
    return tmp_path / "report.json"
