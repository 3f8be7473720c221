"""Suggestions are stored, linked to tickets and counted."""

import base64
import time
from datetime import timedelta

import pytest
from django.core.signing import TimestampSigner
from django.db import DatabaseError
from django.utils import timezone

from tickets.serializers import SUGGESTION_ID_MAX_LENGTH
from tickets.triage import suggestions
from tickets.triage.model_result import ModelResult
from tickets.triage.models import Classification
from tickets.triage.redaction.prepare import prepare_for_model

TICKETS = "/api/tickets/"
BODY = {
    "title": "Charged twice",
    "description": "My card was charged twice, write to ann@example.com.",
    "category": "billing",
    "priority": "critical",
}
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("classify")]


@pytest.fixture
def suggest():
    """Store a suggestion as the classifier does."""

    def make(category="billing", priority="high", cause=None, source="model", **values):
        result = ModelResult(
            category=None if cause else category,
            priority=None if cause else priority,
            cause=cause,
            latency_ms=values.pop("latency_ms", 100),
        )
        row = suggestions.store(result, Classification.Source(source))
        Classification.objects.filter(pk=row.pk).update(**values)
        row.refresh_from_db()
        return row

    return make


def suggestion_id_of(row, description=BODY["description"]):
    return suggestions.encrypt_id(row, prepare_for_model(description))


def submit(api, row, **values):
    response = api.post(TICKETS, {**BODY, **values, "suggestion_id": suggestion_id_of(row)})
    assert response.status_code == 201
    return response.json()


def test_a_ticket_keeps_what_was_suggested(api, model):
    answer = api.post(f"{TICKETS}classify/", {"description": BODY["description"]}).json()
    ticket = api.post(TICKETS, {**BODY, "suggestion_id": answer["suggestion_id"]}).json()
    kept = api.get(f"{TICKETS}{ticket['id']}/").json()["suggestion"]
    assert ticket["suggestion"] == kept
    assert kept.pop("created_at")
    assert 0 < kept.pop("latency_ms") < 3_000
    assert kept == {
        "category": "billing",
        "priority": "high",
        "confidence": pytest.approx(0.81, abs=0.001),
        "reason": "Charged twice.",
        "model": "stand-in",
        "chosen_category": "billing",
        "chosen_priority": "critical",
    }
    assert "ann@example.com" not in Classification.objects.get().excerpt
    assert "suggestion" not in api.get(TICKETS).json()[0]


def test_a_change_leaves_it_as_it_was(api, suggest):
    ticket = submit(api, suggest())
    response = api.patch(f"{TICKETS}{ticket['id']}/", {"category": "general"})
    assert response.json()["suggestion"] == ticket["suggestion"]


@pytest.mark.parametrize("suggestion_id", ["", None, "1", "1:a:b", "x" * 200])
def test_a_ticket_is_taken_whatever_its_suggestion_id(api, suggestion_id):
    response = api.post(TICKETS, {**BODY, "suggestion_id": suggestion_id})
    assert response.status_code == 201
    assert response.json()["suggestion"] is None


@pytest.mark.parametrize("suggestion_id", ["x" * 201, 0])
def test_a_malformed_suggestion_id_is_refused(api, suggestion_id):
    response = api.post(TICKETS, {**BODY, "suggestion_id": suggestion_id})
    assert response.status_code == 400
    assert list(response.json()) == ["suggestion_id"]


def test_a_suggestion_counts_for_one_ticket(api, suggest):
    row = suggest()
    assert submit(api, row)["suggestion"]
    assert submit(api, row)["suggestion"] is None


def test_a_failure_is_no_suggestion(api, suggest):
    assert submit(api, suggest(cause="timeout"))["suggestion"] is None


def test_a_suggestion_for_another_text_is_ignored(api, suggest):
    suggestion_id = suggestion_id_of(suggest(), "Something else entirely.")
    assert api.post(TICKETS, {**BODY, "suggestion_id": suggestion_id}).json()["suggestion"] is None


def test_a_ticket_is_taken_even_if_its_suggestion_cannot_be_linked(api, suggest, monkeypatch):
    def fail(*args, **options):
        raise DatabaseError

    body = {**BODY, "suggestion_id": suggestion_id_of(suggest())}
    monkeypatch.setattr("tickets.triage.redaction.prepare.prepare", fail)
    assert api.post(TICKETS, body).json()["suggestion"] is None


@pytest.mark.usefixtures("no_bin")
def test_texts_go_with_the_ticket(api, suggest):
    ticket = submit(api, suggest(reason="Because."))
    row = Classification.objects.get()
    assert (row.excerpt, row.reason) == (
        "My card was charged twice, write to [email].",
        "Because.",
    )
    api.patch(f"{TICKETS}{ticket['id']}/", {"description": "Nothing."})
    row.refresh_from_db()
    assert row.excerpt == ""
    api.delete(f"{TICKETS}{ticket['id']}/")
    row.refresh_from_db()
    assert (row.ticket, row.reason) == (None, "")


def test_an_excerpt_is_masked_whatever_the_settings(api, suggest, settings):
    settings.LLM_MASK = False
    submit(api, suggest())
    assert "ann@example.com" not in Classification.objects.get().excerpt


def test_expired_suggestions_without_a_ticket_are_deleted(suggest):
    long_ago = timezone.now() - suggestions.RETENTION - timedelta(days=1)
    for _ in range(3):
        suggest(created_at=long_ago)
    kept = suggest()
    suggestions.delete_expired()
    assert list(Classification.objects.all()) == [kept]


def test_an_expired_suggestion_id_is_ignored(api, suggest, monkeypatch):
    monkeypatch.setattr(suggestions, "ID_LIFETIME", timedelta(seconds=-1))
    assert submit(api, suggest())["suggestion"] is None


def test_an_id_tells_no_number(suggest):
    rows = [suggest() for _ in range(2)]
    ids = [suggestion_id_of(row) for row in (*rows, rows[0])]
    assert len(set(ids)) == 3
    for suggestion_id in ids:
        # The version and the time, which are not encrypted, and what is.
        assert base64.urlsafe_b64decode(suggestion_id)[:5] == bytes.fromhex("8000000000")
    Classification.objects.filter(pk=rows[1].pk).update(id=2**62)
    large = Classification.objects.get(pk=2**62)
    assert len(suggestion_id_of(large)) == len(ids[0]) <= SUGGESTION_ID_MAX_LENGTH


@pytest.mark.parametrize(("age", "is_valid"), [(0, True), (6.9, True), (7.1, False)])
@pytest.mark.parametrize("is_former", [True, False])
def test_an_id_is_valid_for_a_week(api, suggest, is_former, age, is_valid, monkeypatch):
    """Also one of the last release, which showed the number."""
    row = suggest()
    handed_out = time.time() - age * 24 * 3_600
    with monkeypatch.context() as past:
        past.setattr("time.time", lambda: handed_out)
        suggestion_id = suggestion_id_of(row)
        if is_former:
            digest = suggestions.text_digest(prepare_for_model(BODY["description"]))
            suggestion_id = TimestampSigner(salt="tickets.suggestion").sign(f"{row.pk}.{digest}")
    ticket = api.post(TICKETS, {**BODY, "suggestion_id": suggestion_id}).json()
    assert bool(ticket["suggestion"]) == is_valid


def test_nobody_makes_an_id(api, suggest, settings):
    row = suggest()
    settings.SECRET_KEY = "another"
    forged = suggestion_id_of(row)
    settings.SECRET_KEY = "a fixed key"
    assert api.post(TICKETS, {**BODY, "suggestion_id": forged}).json()["suggestion"] is None
    settings.SECRET_KEY_FALLBACKS = ["another"]
    assert api.post(TICKETS, {**BODY, "suggestion_id": forged}).json()["suggestion"]


def test_a_repeated_submission_answers_the_same(api, suggest):
    body = {**BODY, "suggestion_id": suggestion_id_of(suggest())}
    answers = [api.post(TICKETS, body, headers={"Idempotency-Key": "k"}).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0]["suggestion"]


@pytest.mark.usefixtures("no_bin")
def test_what_is_known_of_a_model_outlives_the_ticket(api, suggest):
    ticket = submit(api, suggest())
    api.delete(f"{TICKETS}{ticket['id']}/")
    assert Classification.objects.filter(ticket=None).count() == 1


class TestFigures:
    def stats(self, api, period="30d"):
        return api.get(f"{TICKETS}stats/", {"period": period}).json()["triage"]

    def test_without_any(self, api):
        assert self.stats(api) == {
            "offered": 0,
            "accepted": 0,
            "overridden": 0,
            "category": [],
            "priority": [],
            "asked": 0,
            "answered": 0,
            "cached": 0,
            "failures": [],
            "latency_p50_ms": None,
            "latency_p95_ms": None,
            "cost": None,
        }

    @pytest.mark.usefixtures("no_bin")
    def test_accepted_and_overridden(self, api, suggest):
        submit(api, suggest(), priority="high")
        submit(api, suggest(), priority="critical")
        corrected = submit(api, suggest(), priority="high")
        api.patch(f"{TICKETS}{corrected['id']}/", {"category": "technical"})
        gone = submit(api, suggest())
        api.delete(f"{TICKETS}{gone['id']}/")
        suggest()
        assert self.stats(api) | {"latency_p50_ms": 0, "latency_p95_ms": 0} == {
            "offered": 3,
            "accepted": 1,
            "overridden": 2,
            "category": [
                {"suggested": "billing", "final": "billing", "count": 2},
                {"suggested": "billing", "final": "technical", "count": 1},
            ],
            "priority": [
                {"suggested": "high", "final": "critical", "count": 1},
                {"suggested": "high", "final": "high", "count": 2},
            ],
            "asked": 5,
            "answered": 5,
            "cached": 0,
            "failures": [],
            "latency_p50_ms": 0,
            "latency_p95_ms": 0,
            "cost": None,
        }

    def test_failures_cost_and_time(self, api, suggest):
        for number in range(1, 21):
            suggest(latency_ms=number * 10, cost="0.001")
        suggest(cause="timeout", latency_ms=8_000)
        suggest(cause="paused", source="none", latency_ms=0)
        suggest(cause="paused", source="none", latency_ms=0)
        suggest(source="cache", latency_ms=0)
        found = self.stats(api)
        assert found["failures"] == [
            {"cause": "paused", "count": 2},
            {"cause": "timeout", "count": 1},
        ]
        assert (found["asked"], found["answered"], found["cached"]) == (24, 21, 1)
        # Of the 21 calls of the model, the 11th and the 20th.
        assert (found["latency_p50_ms"], found["latency_p95_ms"]) == (110, 200)
        assert found["cost"] == pytest.approx(0.02)

    @pytest.mark.parametrize(
        ("latencies", "p50", "p95"), [([7], 7, 7), ([1, 2], 1, 2), ([5, 5, 5, 9], 5, 9)]
    )
    def test_percentiles_of_few(self, api, suggest, latencies, p50, p95):
        for latency in latencies:
            suggest(latency_ms=latency)
        found = self.stats(api)
        assert (found["latency_p50_ms"], found["latency_p95_ms"]) == (p50, p95)

    def test_only_those_of_the_period(self, api, suggest):
        suggest(created_at=timezone.now() - timedelta(days=10))
        suggest()
        assert [self.stats(api, period)["asked"] for period in ("7d", "30d", "all")] == [1, 2, 2]

    @pytest.mark.parametrize("count", [0, 1, 40])
    def test_three_queries_whatever_their_number(
        self, api, suggest, count, django_assert_num_queries
    ):
        for _ in range(count):
            suggest()
        self.stats(api)
        # Tickets, response times, and the figures of the suggestions, which are kept for a minute.
        with django_assert_num_queries(3):
            assert self.stats(api)["asked"] == count
